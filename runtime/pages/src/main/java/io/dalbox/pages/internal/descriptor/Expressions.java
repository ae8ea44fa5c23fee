package io.dalbox.pages.internal.descriptor;

import io.dalbox.flows.expressions.PageExpressions;
import io.dalbox.json.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what is wrong with expressions. Tokens are read first: the usual mistakes, a mistyped source or function and an unclosed
 * part, are named best that way, and without CEL in memory. What is left is for CEL's own parser and type check.
 */
final class Expressions {

    private static final int MAX_LENGTH = 500;
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9a-zA-Z.]*|\\S");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Expressions() {}

    /** Says what is wrong with one expression; {@code sources} are the names that the page declares. */
    static List<String> problems(String expression, Set<String> sources, Depth depth) {
        if (expression.length() > MAX_LENGTH) {
            return List.of("the expression is longer than " + MAX_LENGTH + " characters");
        }
        List<String> tokens = tokens(expression);
        if (tokens.isEmpty()) {
            return List.of("the expression is empty");
        }
        Set<String> values = new HashSet<>(sources);
        values.addAll(Vocabulary.VALUES);
        values.addAll(bound(tokens));
        List<String> problems = new ArrayList<>();
        int open = 0;
        for (int i = 0; i < tokens.size() && open >= 0; i++) {
            String token = tokens.get(i);
            open += "([{".contains(token) ? 1 : ")]}".contains(token) ? -1 : 0;
            if (NAME.matcher(token).matches()) {
                name(tokens, i, values, problems);
            } else if (token.equals("\"") || token.equals("'")) {
                problems.add("a text in the expression is not closed");
            }
        }
        if (open != 0) {
            problems.add("the brackets of the expression '" + expression + "' do not match");
        }
        return problems.isEmpty() && depth == Depth.TYPES ? language(expression, values) : problems;
    }

    private static List<String> language(String expression, Set<String> values) {
        Set<String> names = new HashSet<>(values);
        names.removeAll(Vocabulary.LITERALS);
        return PageExpressions.check(expression, names).stream()
                .map(problem ->
                        problem.detail() + " (in '" + expression.strip() + "', column " + problem.column() + ")")
                .toList();
    }

    /** Returns the expressions inside {@code ${…}} parts; {@code null} when one is not closed. */
    static List<String> parts(String text) throws UnclosedException {
        List<String> parts = new ArrayList<>();
        int open = text.indexOf("${");
        while (open >= 0) {
            int close = closing(text, open + 2);
            if (close < 0) {
                throw new UnclosedException();
            }
            parts.add(text.substring(open + 2, close));
            open = text.indexOf("${", close);
        }
        return parts;
    }

    private static void name(List<String> tokens, int at, Set<String> values, List<String> problems) {
        String name = tokens.get(at);
        boolean called = at + 1 < tokens.size() && tokens.get(at + 1).equals("(");
        boolean member = at > 0 && tokens.get(at - 1).equals(".");
        boolean key =
                at + 1 < tokens.size() && tokens.get(at + 1).equals(":") && at > 0 && "{,".contains(tokens.get(at - 1));
        if (called && !Vocabulary.FUNCTIONS.contains(name)) {
            problems.add("unknown function '" + name + "'" + Nearest.hint(name, Vocabulary.FUNCTIONS));
        } else if (!called && !member && !key && !values.contains(name)) {
            problems.add("'" + name + "' is no source of this page" + Nearest.hint(name, values));
        }
    }

    /** Names that macros such as {@code tasks.exists(t, t.state == 'running')} give to elements. */
    private static Set<String> bound(List<String> tokens) {
        Set<String> names = new HashSet<>();
        for (int i = 2; i + 1 < tokens.size(); i++) {
            boolean opens = tokens.get(i - 1).equals("(") && Vocabulary.MACROS.contains(tokens.get(i - 2));
            if (opens && tokens.get(i + 1).equals(",")) {
                names.add(tokens.get(i));
            }
        }
        return names;
    }

    private static List<String> tokens(String expression) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(expression);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    /** The brace that closes a part, as the browser finds it: braces and quotes inside are balanced. */
    private static int closing(String text, int from) {
        int depth = 0;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && depth-- == 0) {
                return i;
            }
        }
        return -1;
    }

    /** A part that begins with {@code ${} has no end. */
    static final class UnclosedException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
