package io.dalbox.flows.internal.cel;

import dev.cel.common.CelIssue;
import io.dalbox.flows.FlowProblem;
import io.dalbox.json.Nearest;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in plain words what CEL found, where, and what could stand there instead. */
final class Words {

    private static final Pattern FIELD = Pattern.compile("undefined field '([^']+)'.*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("undeclared reference to '([^']+)'.*", Pattern.DOTALL);
    private static final Pattern OVERLOAD = Pattern.compile(
            "found no matching overload for '([^']+)' applied to '(.*?)'( \\(candidates.*)?", Pattern.DOTALL);
    private static final Pattern SIZE = Pattern.compile("expression code point size exceeds limit.*", Pattern.DOTALL);
    private static final Pattern UNEXPECTED = Pattern.compile(
            "(?:(?:mismatched|extraneous) input|token recognition error at:|no viable alternative at input) '(.*?)'(?: expecting.*)?",
            Pattern.DOTALL);

    private final String pointer;
    private final String expression;
    private final Set<String> fields;
    private final Set<String> functions;

    /**
     * Made for one expression.
     *
     * @param fields every field of the event and the envelope, by its own name
     * @param functions every function
     */
    Words(String pointer, String expression, Set<String> fields, Set<String> functions) {
        this.pointer = pointer;
        this.expression = expression;
        this.fields = fields;
        this.functions = functions;
    }

    /** Returns the problem, {@code null} when another one says it better. */
    @Nullable
    FlowProblem of(CelIssue issue) {
        String message = issue.getMessage();
        Matcher field = FIELD.matcher(message);
        if (field.matches()) {
            String name = field.group(1);
            return at(issue, name, "There is no field '" + name + "'.", Nearest.of(name, fields));
        }
        Matcher undeclared = NAME.matcher(message);
        if (undeclared.matches()) {
            return undeclared(issue, undeclared.group(1));
        }
        Matcher overload = OVERLOAD.matcher(message);
        if (overload.matches()) {
            return at(issue, "", overload(overload.group(1), overload.group(2)), java.util.Optional.empty());
        }
        return at(issue, "", grammar(message), java.util.Optional.empty());
    }

    private @Nullable FlowProblem undeclared(CelIssue issue, String name) {
        boolean namespace = functions.stream().anyMatch(function -> function.startsWith(name + "."));
        if (namespace) {
            return null; // path in path.stam: the unknown function after it is named too
        }
        int place = place(issue, name);
        boolean called = expression.startsWith("(", place + name.length());
        if (called) {
            String whole = qualified(place, name);
            return at(
                    issue,
                    name,
                    "There is no function '" + whole + "'.",
                    Nearest.of(whole, functions).map(near -> near.substring(near.lastIndexOf('.') + 1)));
        }
        if (fields.contains(name)) {
            return at(
                    issue,
                    name,
                    "'" + name + "' is a field of the event; write event." + name + ".",
                    java.util.Optional.of("event." + name));
        }
        return at(
                issue,
                name,
                "'" + name
                        + "' means nothing here. Fields are written event.name, what surrounds them meta.name, texts in"
                        + " quotes.",
                Nearest.of(name, List.of("event", "meta")));
    }

    /** Returns a function's name with what stands before its dot, when that is one of our namespaces. */
    private String qualified(int place, String name) {
        Matcher before = Pattern.compile("([A-Za-z_]\\w*)\\.$").matcher(expression.substring(0, Math.max(0, place)));
        if (before.find()) {
            String space = before.group(1);
            if (functions.stream().anyMatch(function -> function.startsWith(space + "."))) {
                return space + "." + name;
            }
        }
        return name;
    }

    /** Says what an issue says that is about no name. */
    static String plain(String message) {
        Matcher overload = OVERLOAD.matcher(message);
        return overload.matches() ? overload(overload.group(1), overload.group(2)) : grammar(message);
    }

    private static String overload(String function, String types) {
        String given = types.replace("google.protobuf.Timestamp", "timestamp")
                .replace("google.protobuf.Duration", "duration")
                .replaceAll("^\\(|\\)$", "");
        String operator = function.replaceAll("^[@_]+|_+$", "").replace("_:_", ":");
        String hint = given.contains("string") && (given.contains("int") || given.contains("double"))
                ? " string(…) makes a text of a number, int(…) a number of a text."
                : "";
        boolean symbol = operator.chars().noneMatch(Character::isLetter);
        return (symbol ? "'" + operator + "' cannot stand between " : "The function '" + operator + "' does not take ")
                + given.replace(", ", symbol ? " and " : ", ") + "." + hint;
    }

    private static String grammar(String message) {
        if (SIZE.matcher(message).matches()) {
            return "The expression is longer than " + Limits.LONGEST + " characters.";
        }
        if (message.contains("recursion") || message.contains("nested") || message.contains("node count")) {
            return "The expression is nested too deeply or has too many parts.";
        }
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (unexpected.matches()) {
            return unexpected.group(1).equals("<EOF>")
                    ? "The expression ends too early."
                    : "'" + unexpected.group(1).strip() + "' is not expected here.";
        }
        String first = message.lines().findFirst().orElse("It is not an expression");
        return first.length() > 200 ? first.substring(0, 200) + "…" : first;
    }

    private FlowProblem at(CelIssue issue, String name, String detail, java.util.Optional<String> suggestion) {
        int line = Math.max(1, issue.getSourceLocation().getLine());
        int column = name.isEmpty()
                ? Math.max(0, issue.getSourceLocation().getColumn()) + 1
                : place(issue, name) - lineStart(line) + 1;
        return new FlowProblem(pointer, detail, line, column, suggestion.orElse(null));
    }

    /** Finds the name: CEL points at the dot or the bracket beside it. */
    private int place(CelIssue issue, String name) {
        int start = lineStart(Math.max(1, issue.getSourceLocation().getLine()));
        int from = Math.min(
                expression.length(),
                start + Math.max(0, issue.getSourceLocation().getColumn()));
        int after = expression.indexOf(name, from);
        int before = expression.lastIndexOf(name, from);
        boolean nextToIt =
                after >= 0 && expression.substring(from, after).chars().allMatch(c -> ".?".indexOf(c) >= 0);
        if (nextToIt || before < 0) {
            return after < 0 ? from : after;
        }
        return before;
    }

    private int lineStart(int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = expression.indexOf('\n', start) + 1;
        }
        return start;
    }
}
