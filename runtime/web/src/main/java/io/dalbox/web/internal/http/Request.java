package io.dalbox.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that has passed every check of its route.
 *
 * @param http the servlet request; its input is limited
 * @param path the decoded path
 * @param variables what the pattern's variables stand for
 * @param caller who sends it
 * @param body the JSON object; empty for raw bodies
 */
public record Request(
        HttpServletRequest http, RequestPath path, Map<String, String> variables, Caller caller, ObjectNode body) {

    /** Returns what a variable of the pattern stands for. */
    public String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    /** Returns a query parameter that is there and not empty. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(http.getParameter(name)).filter(value -> !value.isEmpty());
    }

    /** Returns all query parameters. */
    public Map<String, List<String>> query() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        http.getParameterMap().forEach((name, values) -> all.put(name, Arrays.asList(values)));
        return all;
    }

    /** Returns a whole number of the query between bounds. */
    public long number(String name, long otherwise, long min, long max) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of bounds
        }
        throw ProblemException.field(
                "/" + name, "The query parameter " + name + " must be a whole number from " + min + " to " + max + ".");
    }

    /** Returns a text field of the body that must be there. */
    public String text(String field) {
        return optionalText(field)
                .orElseThrow(() -> ProblemException.field("/" + field, "The field " + field + " is missing."));
    }

    /** Returns a text field of the body. */
    public Optional<String> optionalText(String field) {
        JsonNode node = body.get(field);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isString()) {
            throw ProblemException.field("/" + field, "The field " + field + " must be a string.");
        }
        return Optional.of(node.stringValue());
    }

    /** Returns a yes or no of the body. */
    public Optional<Boolean> optionalFlag(String field) {
        JsonNode node = body.get(field);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            throw ProblemException.field("/" + field, "The field " + field + " must be true or false.");
        }
        return Optional.of(node.booleanValue());
    }

    /** Returns whether the answer may be a page. */
    public boolean wantsHtml() {
        return FrontServlet.wantsHtml(http);
    }
}
