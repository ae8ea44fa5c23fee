package io.dalbox.pages.internal.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether two plain values are equal. Lists are not compared: lists of lists of one list would take for ever. */
final class ScalarEquals extends BinaryExpression<Boolean> {

    private final boolean wanted;

    ScalarEquals(boolean wanted) {
        this.wanted = wanted;
    }

    @Override
    public Boolean evaluate(PebbleTemplateImpl template, EvaluationContextImpl context) {
        Object left = plain(getLeftExpression().evaluate(template, context), template);
        Object right = plain(getRightExpression().evaluate(template, context), template);
        return equal(left, right) == wanted;
    }

    private static boolean equal(@Nullable Object left, @Nullable Object right) {
        return left instanceof Number a && right instanceof Number b
                ? new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0
                : Objects.equals(left, right);
    }

    private @Nullable Object plain(@Nullable Object value, PebbleTemplateImpl template) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof CharSequence || Sandbox.isSafe(value)) {
            return value.toString();
        }
        throw new PebbleException(null, "only plain values can be compared", getLineNumber(), template.getName());
    }
}
