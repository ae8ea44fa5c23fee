package io.dalbox.web.internal.api;

import io.dalbox.web.internal.auth.Auth;
import io.dalbox.web.internal.auth.Cookies;
import io.dalbox.web.internal.auth.LoginThrottle;
import io.dalbox.web.internal.auth.Sessions;
import io.dalbox.web.internal.auth.User;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Logging in and out, and the first administrator's set-up. */
public final class SessionRoutes {

    private final Auth auth;
    private final LoginThrottle throttle;

    /** Routes over the sessions. */
    public SessionRoutes(Auth auth, LoginThrottle throttle) {
        this.auth = auth;
        this.throttle = throttle;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.open("POST /api/session", Body.fields("name", "password"), "Log in", this::login),
                Route.signedIn("DELETE /api/session", Body.none(), "Log out", this::logout),
                Route.signedIn(
                        "PUT /api/me/password",
                        Body.fields("old", "password"),
                        "Change your password; ends your other sessions",
                        this::changePassword),
                Route.open(
                        "POST /api/setup",
                        Body.fields("secret", "password"),
                        "Set the first administrator's password with the one-time secret",
                        this::setup));
    }

    private Answer login(Request request) {
        String name = request.text("name");
        String address = request.http().getRemoteAddr();
        throttle.attempt(name, address);
        Optional<User> user = auth.users().verify(name, request.text("password"));
        if (user.isEmpty()) {
            throw new ProblemException(401, "Name or password are wrong.");
        }
        throttle.succeeded(name, address);
        return open(request, user.get());
    }

    private Answer logout(Request request) {
        if (request.caller() instanceof Caller.Person person) {
            auth.sessions().close(person.session());
        }
        boolean secure = request.http().isSecure();
        return response -> {
            response.setStatus(204);
            response.addHeader("Set-Cookie", Cookies.clear(secure));
        };
    }

    private Answer changePassword(Request request) {
        if (!(request.caller() instanceof Caller.Person person)) {
            throw new ProblemException(403, "A token does not change passwords. Sign in.");
        }
        String address = request.http().getRemoteAddr();
        throttle.attempt(person.name(), address);
        if (auth.users().verify(person.name(), request.text("old")).isEmpty()) {
            throw ProblemException.field("/old", "This is not your password.");
        }
        throttle.succeeded(person.name(), address);
        return open(request, auth.users().change(person.userId(), null, request.text("password")));
    }

    private Answer setup(Request request) {
        String address = request.http().getRemoteAddr();
        throttle.attempt("", address);
        User user = auth.setup().finish(request.text("secret"), request.text("password"));
        throttle.succeeded("", address);
        return open(request, user);
    }

    // A new id at each login: one that somebody planted before it is worth nothing after it.
    private Answer open(Request request, User user) {
        if (request.caller() instanceof Caller.Person before) {
            auth.sessions().close(before.session());
        }
        String id = auth.sessions().open(user.id());
        String cookie = Cookies.set(id, request.http().isSecure());
        return Answer.json(
                201,
                Map.of(
                        "id", user.id(),
                        "name", user.name(),
                        "administrator", user.administrator(),
                        "csrf", Sessions.csrf(id)),
                Map.of("Set-Cookie", cookie));
    }
}
