package io.dalbox.web.internal.auth;

import io.dalbox.web.SetupLink;
import io.dalbox.web.internal.http.ProblemException;
import java.util.Optional;

/** The one-time secret by which the first administrator gets a password. It ends with the process or its use. */
public final class Setup implements SetupLink {

    private final Users users;
    private final String secret = Secrets.random();

    Setup(Users users) {
        this.users = users;
    }

    @Override
    public Optional<String> path() {
        return users.administratorReady() ? Optional.empty() : Optional.of("/setup#" + secret);
    }

    /** Sets the password of the first administrator. */
    public synchronized User finish(String given, String password) {
        if (users.administratorReady()) {
            throw new ProblemException(409, "The administrator has a password already. Sign in with it.");
        }
        if (!Secrets.same(given, secret)) {
            throw new ProblemException(
                    403, "This set-up link is not the one of this start. Use the link that Dalbox printed last.");
        }
        return users.change(User.ADMIN, UserChange.password(password));
    }
}
