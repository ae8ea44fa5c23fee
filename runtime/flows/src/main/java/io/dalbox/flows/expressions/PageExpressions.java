package io.dalbox.flows.expressions;

import io.dalbox.flows.internal.cel.PageScope;
import java.util.List;
import java.util.Set;

/**
 * Says whether expressions of pages are CEL: grammar, names, functions and the types of what is written out. What a name stands
 * for may be anything, null too, since data comes and goes while a page is open. Thread-safe; CEL is loaded on first use, which
 * takes a few hundred milliseconds.
 */
public final class PageExpressions {

    private PageExpressions() {}

    /**
     * What is wrong with an expression.
     *
     * @param column where in the expression, from 1
     * @param detail for the person who wrote it
     */
    public record Problem(int column, String detail) {}

    /**
     * Returns every problem of one expression; empty when the browser can make something of it.
     *
     * @param names the sources and whatever else it may speak of
     */
    public static List<Problem> check(String expression, Set<String> names) {
        return PageScope.check(expression, names);
    }
}
