package io.dalbox.flows;

/**
 * A proposal for a parameter. Never used without a person's consent.
 *
 * @param parameter the parameter
 * @param expression the CEL expression
 * @param score 0 to 1; higher is better
 * @param reasons why, each a short key such as {@code same-name}, {@code type}, {@code description}, {@code past-flow},
 *     {@code default}; the browser says it in the reader's language
 * @param sample its value for the newest recorded event, as JSON text; empty when there is none
 */
public record Suggestion(
        String parameter, String expression, double score, java.util.List<String> reasons, String sample) {}
