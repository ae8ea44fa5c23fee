package io.dalbox.flows.internal.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.internal.cel.Scope.Parsed;
import io.dalbox.json.Nearest;
import io.dalbox.json.Schema;
import io.dalbox.json.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Finds values of one parameter that are known before any event comes, and cannot be: an unknown word, a number out of bounds. */
final class Constants {

    private static final Set<String> VARYING = Set.of("event", "meta");

    private final Schema params;
    private final String name;
    private final String pointer;

    Constants(Schema params, String name, String pointer) {
        this.params = params;
        this.name = name;
        this.pointer = pointer;
    }

    List<FlowProblem> problems(Parsed.Good good, JsonNode schema) {
        CelAbstractSyntaxTree tree = good.tree();
        boolean constant =
                tree.getReferenceMap().values().stream().noneMatch(reference -> VARYING.contains(reference.name()));
        if (constant) {
            return whole(good, schema);
        }
        List<FlowProblem> problems = new ArrayList<>();
        branches(tree.getExpr(), value -> problems.addAll(check(value, schema)));
        return problems;
    }

    private List<FlowProblem> whole(Parsed.Good good, JsonNode schema) {
        try {
            JsonNode value = Values.json(good.program().eval(Library.CONSTANTS), schema);
            return value == null ? List.of() : check(value, schema);
        } catch (CelEvaluationException | RuntimeException e) {
            String why = CelProgram.plain(Objects.requireNonNullElse(e.getMessage(), e.toString()));
            return List.of(new FlowProblem(pointer, "This can never be worked out: " + why, 1, 1, null));
        }
    }

    /** Visits the constants that a choice between values ends in. */
    private static void branches(CelExpr expression, java.util.function.Consumer<JsonNode> visit) {
        if (expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && expression.call().function().equals("_?_:_")) {
            branches(expression.call().args().get(1), visit);
            branches(expression.call().args().get(2), visit);
        } else if (expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
            JsonNode value = value(expression.constant());
            if (value != null) {
                visit.accept(value);
            }
        }
    }

    private static @Nullable JsonNode value(CelConstant constant) {
        return switch (constant.getKind()) {
            case STRING_VALUE -> JsonNodeFactory.instance.stringNode(constant.stringValue());
            case INT64_VALUE -> JsonNodeFactory.instance.numberNode(constant.int64Value());
            case DOUBLE_VALUE -> JsonNodeFactory.instance.numberNode(constant.doubleValue());
            case BOOLEAN_VALUE -> JsonNodeFactory.instance.booleanNode(constant.booleanValue());
            default -> null;
        };
    }

    private List<FlowProblem> check(JsonNode value, JsonNode schema) {
        var one = JsonNodeFactory.instance.objectNode();
        one.set(name, value);
        String place = "/" + name.replace("~", "~0").replace("/", "~1");
        List<FlowProblem> problems = new ArrayList<>();
        for (Violation violation : params.validate(one)) {
            if (violation.pointer().equals(place) || violation.pointer().startsWith(place + "/")) {
                problems.add(new FlowProblem(
                        pointer,
                        "The value " + value + " cannot be: " + violation.detail(),
                        1,
                        1,
                        nearest(value, schema)));
            }
        }
        return problems;
    }

    private static @Nullable String nearest(JsonNode value, JsonNode schema) {
        List<String> words =
                schema.path("enum").valueStream().map(word -> word.asString("")).toList();
        return Nearest.of(value.asString(""), words)
                .map(word -> "'" + word + "'")
                .orElse(null);
    }
}
