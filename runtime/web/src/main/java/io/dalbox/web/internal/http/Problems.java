package io.dalbox.web.internal.http;

import io.dalbox.action.ActionException;
import io.dalbox.flows.InvalidFlow;
import io.dalbox.json.Json;
import io.dalbox.json.Violation;
import io.dalbox.plugins.ActionFailure;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.JarRefused;
import io.dalbox.plugins.PluginFault;
import java.io.EOFException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes problems (RFC 9457) of exceptions. What nobody foresaw is logged under an id, and only the id is answered. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad request"),
            Map.entry(401, "Not signed in"),
            Map.entry(403, "Not allowed"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Too large"),
            Map.entry(415, "Unsupported content type"),
            Map.entry(421, "Wrong host"),
            Map.entry(422, "Invalid input"),
            Map.entry(429, "Too many requests"),
            Map.entry(500, "Internal error"),
            Map.entry(503, "Not available"));

    private Problems() {}

    /**
     * A problem and where it happened.
     *
     * @param problem what to say
     * @param instance the path, or the id under which the log has more
     */
    public record Found(ProblemException problem, String instance) {}

    /** Returns the problem that an exception means. */
    public static Found of(Throwable failure, String instance) {
        return switch (failure) {
            case ProblemException e -> new Found(e, instance);
            case ActionException e -> new Found(action(e), instance);
            case JarRefused e -> new Found(refused(e), instance);
            case Actions.InvalidInput e ->
                new Found(new ProblemException(422, "Some parameters do not fit.", e.violations(), Map.of()), instance);
            case InvalidFlow e ->
                new Found(
                        new ProblemException(422, "Some of the flow does not fit.", e.problems(), Map.of()), instance);
            case ActionFailure e -> new Found(new ProblemException(500, String.valueOf(e.getMessage())), instance);
            case EOFException e -> new Found(new ProblemException(400, "The request ended too early."), instance);
            case RejectedExecutionException e ->
                new Found(
                        ProblemException.unavailable("Too much work is waiting; try again in a moment.", 1), instance);
            default -> internal(failure, instance);
        };
    }

    /** Returns a problem as JSON. */
    public static Answer json(Found found) {
        return answer(found.problem(), found.instance());
    }

    private static ProblemException action(ActionException e) {
        List<Violation> errors =
                e.pointer().isEmpty() ? List.of() : List.of(new Violation(e.pointer(), String.valueOf(e.getMessage())));
        int status = switch (e.kind()) {
            case INVALID -> 422;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case FORBIDDEN -> 403;
            case UNAVAILABLE -> 503;
        };
        Map<String, String> headers = status == 503 ? Map.of("Retry-After", "2") : Map.of();
        return new ProblemException(status, String.valueOf(e.getMessage()), errors, headers);
    }

    private static ProblemException refused(JarRefused e) {
        String message = String.valueOf(e.getMessage());
        return new ProblemException(422, message, List.of(new BadJar("", message, e.fault())), Map.of());
    }

    /** The whole of a jar is wrong; the kind is for whoever says it in another language. */
    private record BadJar(String pointer, String detail, PluginFault fault) {}

    private static Found internal(Throwable failure, String instance) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.error("Error {} while answering {}", id, instance, failure);
        return new Found(
                new ProblemException(
                        500, "Something went wrong inside. The log has the reason under the id " + id + "."),
                "urn:dalbox:error:" + id);
    }

    private static Answer answer(ProblemException problem, String instance) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("type", "about:blank")
                .put("title", TITLES.getOrDefault(problem.status(), "Error"))
                .put("status", problem.status())
                .put("detail", problem.getMessage())
                .put("instance", instance);
        ArrayNode errors = body.putArray("errors");
        problem.errors().forEach(error -> errors.add(Json.mapper().valueToTree(error)));
        return Answer.bytes(
                problem.status(), "application/problem+json", Json.mapper().writeValueAsBytes(body), problem.headers());
    }
}
