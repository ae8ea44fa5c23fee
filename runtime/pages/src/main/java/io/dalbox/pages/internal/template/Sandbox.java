package io.dalbox.pages.internal.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.escaper.EscaperExtension;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.lexer.Syntax;
import io.pebbletemplates.pebble.loader.Loader;
import io.pebbletemplates.pebble.operator.Associativity;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.BinaryOperatorImpl;
import io.pebbletemplates.pebble.operator.BinaryOperatorType;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A template engine that templates of anybody may use: what is not named here is not there. Left out is what reads files
 * ({@code include}), reaches Java ({@code x.getClass()}), prints unescaped ({@code raw}), or grows a value without printing it
 * ({@code ~}, {@code +} on lists, {@code replace}, {@code ..}).
 */
final class Sandbox extends ExtensionCustomizer {

    private static final Set<String> TAGS = Set.of("for", "if", "set", "macro", "import", "from");
    private static final Set<String> FILTERS =
            Set.of("default", "first", "last", "length", "lower", "upper", "trim", "title", "capitalize", "abbreviate");
    private static final Set<String> TESTS = Set.of("defined", "empty", "even", "odd", "null", "map", "iterable");
    private static final Set<String> OPERATORS =
            Set.of("or", "and", "is", "is not", ">", "<", ">=", "<=", "-", "*", "/", "%", "|");
    private static final int EQUALITY = 30;
    /** Interpolation in texts would join values; no template holds this. */
    private static final String NEVER = "\u0001{";

    private final boolean escaper;

    private Sandbox(Extension extension) {
        super(extension);
        this.escaper = extension instanceof EscaperExtension;
    }

    static PebbleEngine engine(Loader<?> loader) {
        return new PebbleEngine.Builder()
                .loader(loader)
                .syntax(syntax())
                .registerExtensionCustomizer(Sandbox::new)
                .extension(new Steps())
                .methodAccessValidator((object, method) -> isOfLoop(object, method))
                .strictVariables(true)
                .cacheActive(false)
                .maxRenderedSize(Templates.MAX_CHARS)
                .build();
    }

    /** Whether a value has been escaped already. */
    static boolean isSafe(Object value) {
        return value instanceof SafeString;
    }

    private static Syntax syntax() {
        Syntax.Builder syntax = new Syntax.Builder().setEnableNewLineTrimming(false);
        syntax.setInterpolationOpenDelimiter(NEVER);
        return syntax.build();
    }

    private static boolean isOfLoop(Object object, Method method) {
        return object.getClass().getName().startsWith("io.pebbletemplates.pebble.node.Loop")
                && method.getDeclaringClass() == object.getClass();
    }

    @Override
    public List<TokenParser> getTokenParsers() {
        return kept(super.getTokenParsers()).stream()
                .filter(parser -> TAGS.contains(parser.getTag()))
                .toList();
    }

    @Override
    public Map<String, Filter> getFilters() {
        return escaper ? Map.of("escape", new JsonEscape()) : only(super.getFilters(), FILTERS);
    }

    @Override
    public Map<String, io.pebbletemplates.pebble.extension.Test> getTests() {
        return only(super.getTests(), TESTS);
    }

    @Override
    public Map<String, Function> getFunctions() {
        return Map.of();
    }

    @Override
    public List<BinaryOperator> getBinaryOperators() {
        List<BinaryOperator> operators = new ArrayList<>(kept(super.getBinaryOperators()).stream()
                .filter(operator -> OPERATORS.contains(operator.getSymbol()))
                .toList());
        if (!operators.isEmpty()) {
            operators.add(equality("==", true));
            operators.add(equality("!=", false));
        }
        return operators;
    }

    private static BinaryOperator equality(String symbol, boolean wanted) {
        return new BinaryOperatorImpl(
                symbol, EQUALITY, () -> new ScalarEquals(wanted), BinaryOperatorType.NORMAL, Associativity.LEFT);
    }

    private static <T> List<T> kept(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <T> Map<String, T> only(@Nullable Map<String, T> all, Set<String> names) {
        return all == null
                ? Map.of()
                : all.entrySet().stream()
                        .filter(entry -> names.contains(entry.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
