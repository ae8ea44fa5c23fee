package io.dalbox.web.internal.api;

import io.dalbox.web.internal.auth.User;
import io.dalbox.web.internal.auth.UserChange;
import io.dalbox.web.internal.auth.Users;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The users, for administrators. */
public final class UserRoutes {

    private final Users users;

    /** Routes over the users. */
    public UserRoutes(Users users) {
        this.users = users;
    }

    private record View(String id, String name, String role, boolean disabled, boolean ready, Instant created) {
        static View of(User user) {
            return new View(
                    user.id(),
                    user.name(),
                    user.administrator() ? "administrator" : "user",
                    user.disabled(),
                    user.password() != null && !user.disabled(),
                    user.created());
        }
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.administrator("GET /api/users", Body.none(), "List the users", this::list),
                Route.administrator(
                        "POST /api/users", Body.fields("name", "password", "role"), "Add a user", this::add),
                Route.administrator("GET /api/users/{id}", Body.none(), "Show a user", this::show),
                Route.administrator(
                        "PUT /api/users/{id}",
                        Body.fields("password", "role", "disabled"),
                        "Change a user's password or role, or keep the user out; ends the user's sessions",
                        this::change),
                Route.administrator(
                        "DELETE /api/users/{id}", Body.none(), "Remove a user with sessions and tokens", this::remove));
    }

    private Answer list(Request request) {
        return Answer.list(users.list().stream().map(View::of).toList(), null);
    }

    private Answer add(Request request) {
        boolean administrator = Boolean.TRUE.equals(role(request));
        User user = users.add(request.text("name"), request.text("password"), administrator);
        return Answer.created("/api/users/" + user.id(), View.of(user));
    }

    private Answer show(Request request) {
        return Answer.json(View.of(users.find(request.variable("id"))
                .orElseThrow(() -> ProblemException.notFound("There is no such user."))));
    }

    private Answer change(Request request) {
        String id = request.variable("id");
        Boolean disabled = request.optionalFlag("disabled").orElse(null);
        if (Boolean.TRUE.equals(disabled) && id.equals(request.caller().userId())) {
            throw new ProblemException(409, "You cannot disable yourself. Another administrator can.");
        }
        String password = request.optionalText("password").orElse(null);
        return Answer.json(View.of(users.change(id, new UserChange(role(request), password, disabled))));
    }

    private Answer remove(Request request) {
        users.remove(request.variable("id"));
        return Answer.noContent();
    }

    private static @Nullable Boolean role(Request request) {
        Optional<String> role = request.optionalText("role");
        if (role.isEmpty()) {
            return null;
        }
        return switch (role.get()) {
            case "administrator" -> true;
            case "user" -> false;
            default -> throw ProblemException.field("/role", "The role must be administrator or user.");
        };
    }
}
