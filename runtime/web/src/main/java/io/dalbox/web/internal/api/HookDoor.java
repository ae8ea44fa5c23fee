package io.dalbox.web.internal.api;

import io.dalbox.hooks.HookSpec;
import io.dalbox.hooks.Hooks;
import io.dalbox.hooks.Posted;
import io.dalbox.hooks.Receipt;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where services outside post. Open on purpose: they have no session and no token of ours, but the hook's own secret, which the
 * hook checks. Who does not know it is told that there is nothing here, as for a hook that does not exist.
 */
public final class HookDoor {

    private final Hooks hooks;

    /** The door to the hooks. */
    public HookDoor(Hooks hooks) {
        this.hooks = hooks;
    }

    /** Returns it. */
    public List<Route> routes() {
        return List.of(Route.open(
                "POST /hooks/{id}",
                new Body.Raw(HookSpec.MOST_BYTES, Set.of("application/json", "application/cloudevents+json")),
                "Post to a web hook, signed with its secret",
                this::receive));
    }

    private Answer receive(Request request) throws IOException {
        try {
            return answer(hooks.receive(request.variable("id"), new FromRequest(request)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Answer answer(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Accepted(String event) -> Answer.json(202, Map.of("id", event));
            case Receipt.Unknown() ->
                throw ProblemException.notFound("There is no web hook here that knows this secret.");
            case Receipt.Off() -> throw new ProblemException(409, "This web hook is switched off.");
            case Receipt.TooMany(int seconds) ->
                throw new ProblemException(
                        429,
                        "Too many messages; the next may come in " + seconds + " seconds.",
                        List.of(),
                        Map.of("Retry-After", Integer.toString(seconds)));
            case Receipt.TooLarge(int most) ->
                throw new ProblemException(413, "This web hook takes at most " + most + " bytes.");
            case Receipt.Unreadable(String reason) -> throw new ProblemException(400, reason);
            case Receipt.Unfit(String reason, var places) -> throw new ProblemException(422, reason, places, Map.of());
            case Receipt.NotNow(String reason) -> throw ProblemException.unavailable(reason, 60);
        };
    }

    /** Reads the body only once it is asked for: a request without any credential is not worth it. */
    private static final class FromRequest implements Posted {

        private final Request request;
        private byte @Nullable [] body;

        FromRequest(Request request) {
            this.request = request;
        }

        @Override
        public String mediaType() {
            String type = Objects.requireNonNullElse(request.http().getContentType(), "");
            return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(request.http().getHeader(name));
        }

        @Override
        public byte[] body() {
            byte[] read = body;
            if (read == null) {
                try {
                    read = request.http().getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                body = read;
            }
            return read;
        }
    }
}
