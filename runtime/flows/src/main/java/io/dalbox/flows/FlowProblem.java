package io.dalbox.flows;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a flow.
 *
 * @param pointer the place as a JSON Pointer, such as {@code /with/url}
 * @param detail what is wrong, for people
 * @param line in the expression, from 1; 0 when the place is no expression
 * @param column in the line, from 1; 0 when the place is no expression
 * @param suggestion what could stand there instead, to be taken as it is; {@code null} for none
 */
public record FlowProblem(
        String pointer,
        String detail,
        int line,
        int column,
        @Nullable String suggestion) {}
