package io.dalbox.web.internal.api;

import io.dalbox.web.internal.auth.Auth;
import io.dalbox.web.internal.auth.Cookies;
import io.dalbox.web.internal.auth.Device;
import io.dalbox.web.internal.auth.LoginThrottle;
import io.dalbox.web.internal.auth.Sessions;
import io.dalbox.web.internal.auth.User;
import io.dalbox.web.internal.auth.UserChange;
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

    private static final String NO_SESSIONS = "A token ends no sessions.";

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
                Route.signedIn("GET /api/me/sessions", Body.none(), "List your sessions", this::list),
                Route.signedIn(
                        "DELETE /api/me/sessions", Body.none(), "End all your sessions but this one", this::endOthers),
                Route.signedIn("DELETE /api/me/sessions/{id}", Body.none(), "End a session of yours", this::end),
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

    private Answer list(Request request) {
        return Answer.list(auth.sessions().list(request.caller()), null);
    }

    private Answer end(Request request) {
        auth.sessions().end(person(request, NO_SESSIONS), request.variable("id"));
        return Answer.noContent();
    }

    private Answer endOthers(Request request) {
        auth.sessions().endOthers(person(request, NO_SESSIONS));
        return Answer.noContent();
    }

    private static Caller.Person person(Request request, String refusal) {
        if (request.caller() instanceof Caller.Person person) {
            return person;
        }
        throw new ProblemException(403, refusal + " Sign in.");
    }

    private Answer changePassword(Request request) {
        Caller.Person person = person(request, "A token does not change passwords.");
        String address = request.http().getRemoteAddr();
        throttle.attempt(person.name(), address);
        if (auth.users().verify(person.name(), request.text("old")).isEmpty()) {
            throw ProblemException.field("/old", "This is not your password.");
        }
        throttle.succeeded(person.name(), address);
        return open(request, auth.users().change(person.userId(), UserChange.password(request.text("password"))));
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
        String id = auth.sessions().open(user.id(), Device.of(request.http()));
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
