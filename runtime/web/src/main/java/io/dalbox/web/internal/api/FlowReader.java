package io.dalbox.web.internal.api;

import io.dalbox.events.RetryPolicy;
import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.FlowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one flow, and goes on after each problem, so that an unfinished one is told as much as can be said. */
final class FlowReader {

    private static final Set<String> SHOWN =
            Set.of("id", "state", "detail", "problems", "last", "counts", "created", "updated");
    private static final Set<String> SAID =
            Set.of("name", "enabled", "on", "when", "do", "with", "retry", "concurrency", "order", "rate");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final int MOST_CONCURRENCY = 1000;
    private static final int PER_MINUTE = 600;

    private final List<FlowProblem> problems = new ArrayList<>();

    private FlowReader() {}

    /**
     * What was read.
     *
     * @param spec with empty texts where something is missing
     * @param problems what is wrong with its form
     */
    record Read(FlowSpec spec, List<FlowProblem> problems) {}

    static Read read(JsonNode flow) {
        FlowReader reader = new FlowReader();
        FlowSpec spec = reader.spec(flow);
        return new Read(spec, List.copyOf(reader.problems));
    }

    private FlowSpec spec(JsonNode flow) {
        if (!flow.isObject()) {
            problem("", "A flow is an object with name, on, do and with.");
        }
        known(flow, "", SAID, SHOWN);
        JsonNode on = part(flow, "on", Set.of("event"));
        JsonNode action = part(flow, "do", Set.of("plugin", "action"));
        int concurrency = number(flow, "", "concurrency", 1, MOST_CONCURRENCY, 1);
        order(flow, concurrency);
        JsonNode rate = part(flow, "rate", Set.of("per_minute"));
        return new FlowSpec(
                text(flow, "", "name"),
                flag(flow),
                text(on, "/on", "event"),
                when(flow),
                text(action, "/do", "plugin"),
                text(action, "/do", "action"),
                with(flow.path("with")),
                retry(part(flow, "retry", Set.of("attempts", "backoff", "longest", "max_age"))),
                concurrency,
                number(rate, "/rate", "per_minute", 1, 1_000_000, PER_MINUTE));
    }

    private Map<String, String> with(JsonNode node) {
        Map<String, String> with = new LinkedHashMap<>();
        if (!absent(node) && !node.isObject()) {
            problem("/with", "This is an object of parameters and expressions.");
        }
        for (Map.Entry<String, JsonNode> parameter : node.properties()) {
            JsonNode value = parameter.getValue();
            if (value.isString()) {
                with.put(parameter.getKey(), value.stringValue());
            } else if (value.isNumber() || value.isBoolean()) {
                with.put(parameter.getKey(), value.toString()); // as in CEL
            } else if (!value.isNull()) {
                problem("/with/" + escape(parameter.getKey()), "Write an expression, such as event.name or 'text'.");
            }
        }
        return with;
    }

    private void order(JsonNode flow, int concurrency) {
        JsonNode order = flow.path("order");
        if (absent(order)) {
            return;
        }
        String word = order.asString("");
        if (!word.equals("strict") && !word.equals("none")) {
            problem("/order", "The order is strict or none.");
        } else if (word.equals("strict") && concurrency > 1) {
            problem("/order", "In strict order one runs after another; set concurrency to 1, or order to none.");
        }
    }

    private RetryPolicy retry(JsonNode node) {
        RetryPolicy usual = RetryPolicy.DEFAULT;
        int attempts = number(node, "/retry", "attempts", 1, 100, usual.attempts());
        Duration backoff = duration(node, "backoff", usual.backoff());
        Duration longest =
                duration(node, "longest", usual.longest().compareTo(backoff) < 0 ? backoff : usual.longest());
        Duration age = duration(node, "max_age", usual.maxAge());
        try {
            return new RetryPolicy(attempts, backoff, longest, age);
        } catch (IllegalArgumentException e) {
            problem("/retry", String.valueOf(e.getMessage()));
            return usual;
        }
    }

    private Duration duration(JsonNode node, String name, Duration otherwise) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(value.asString(""));
        if (!value.isString() || !matcher.matches()) {
            problem("/retry/" + name, "Write a duration such as 500ms, 1s, 5m, 2h or 1d.");
            return otherwise;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private JsonNode part(JsonNode flow, String name, Set<String> members) {
        JsonNode node = flow.path(name);
        if (node.isObject()) {
            known(node, "/" + name, members, Set.of());
            return node;
        }
        if (!absent(node)) {
            problem(
                    "/" + name,
                    "This is an object with "
                            + String.join(", ", members.stream().sorted().toList()) + ".");
        }
        return MissingNode.getInstance();
    }

    private void known(JsonNode node, String place, Set<String> members, Set<String> ignored) {
        if (node instanceof ObjectNode object) {
            for (String name : object.propertyNames()) {
                if (!members.contains(name) && !ignored.contains(name)) {
                    problem(
                            place + "/" + escape(name),
                            "Unknown field; known are "
                                    + String.join(
                                            ", ", members.stream().sorted().toList()) + ".");
                }
            }
        }
    }

    private String text(JsonNode node, String place, String name) {
        JsonNode value = node.path(name);
        if (value.isString() && !value.stringValue().isBlank()) {
            return value.stringValue().strip();
        }
        problem(place + "/" + name, absent(value) || value.isString() ? "This is missing." : "This must be a string.");
        return "";
    }

    private @Nullable String when(JsonNode flow) {
        JsonNode value = flow.path("when");
        if (absent(value)) {
            return null;
        }
        if (!value.isString()) {
            problem("/when", "Write a condition, such as event.size > 1000, or leave it out.");
            return null;
        }
        return value.stringValue().isBlank() ? null : value.stringValue();
    }

    private boolean flag(JsonNode flow) {
        JsonNode value = flow.path("enabled");
        if (!absent(value) && !value.isBoolean()) {
            problem("/enabled", "This must be true or false.");
        }
        return value.asBoolean(true);
    }

    private int number(JsonNode node, String place, String name, int min, int max, int otherwise) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return otherwise;
        }
        if (value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= min && value.intValue() <= max) {
            return value.intValue();
        }
        problem(place + "/" + name, "This must be a whole number from " + min + " to " + max + ".");
        return otherwise;
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private void problem(String pointer, String detail) {
        problems.add(new FlowProblem(pointer, detail, 0, 0, null));
    }
}
