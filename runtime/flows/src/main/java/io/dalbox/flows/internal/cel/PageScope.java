package io.dalbox.flows.internal.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import io.dalbox.flows.expressions.PageExpressions.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What expressions of pages may say: CEL with the functions and the mixed arithmetic that {@code core/expr.ts} of the browser side
 * declares. The two are held together by a table of expressions that the tests of both go through.
 */
public final class PageScope {

    /** JSON has one kind of number and CEL two, so each may stand beside the other. */
    private static final List<String> OPERATORS = List.of("_+_", "_-_", "_*_", "_/_", "_%_");

    private static final CelCompiler LANGUAGE = language();

    private PageScope() {}

    /** See {@link io.dalbox.flows.expressions.PageExpressions#check}. */
    public static List<Problem> check(String expression, Set<String> names) {
        CelCompilerBuilder builder = LANGUAGE.toCompilerBuilder();
        names.forEach(name -> builder.addVar(name, SimpleType.DYN));
        try {
            Set<Problem> problems = new LinkedHashSet<>();
            builder.build().compile(expression).getErrors().forEach(issue -> problems.add(problem(issue)));
            return List.copyOf(problems);
        } catch (StackOverflowError e) {
            return List.of(new Problem(1, "The expression is nested too deeply or has too many parts."));
        }
    }

    private static Problem problem(CelIssue issue) {
        return new Problem(Math.max(0, issue.getSourceLocation().getColumn()) + 1, Words.plain(issue.getMessage()));
    }

    private static CelCompiler language() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(Limits.OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addFunctionDeclarations(declarations())
                .build();
    }

    private static List<CelFunctionDecl> declarations() {
        List<CelFunctionDecl> all = new ArrayList<>();
        for (String name : List.of("bytes", "speed", "duration", "percent")) {
            all.add(CelFunctionDecl.newFunctionDeclaration(
                    name,
                    global(name, SimpleType.STRING, SimpleType.DOUBLE),
                    global(name, SimpleType.STRING, SimpleType.INT),
                    global(name, SimpleType.STRING, SimpleType.NULL_TYPE)));
        }
        for (String name : List.of("max", "min")) {
            all.add(CelFunctionDecl.newFunctionDeclaration(
                    name, global(name, SimpleType.DYN, SimpleType.DYN, SimpleType.DYN)));
        }
        all.add(CelFunctionDecl.newFunctionDeclaration("round", global("round", SimpleType.DOUBLE, SimpleType.DYN)));
        all.add(CelFunctionDecl.newFunctionDeclaration(
                "plugin_name", global("plugin_name", SimpleType.STRING, SimpleType.STRING)));
        for (String sign : OPERATORS) {
            all.add(CelFunctionDecl.newFunctionDeclaration(sign, mixed(sign)));
        }
        texts(all);
        return all;
    }

    private static List<CelOverloadDecl> mixed(String sign) {
        List<CelOverloadDecl> overloads = new ArrayList<>();
        overloads.add(global(sign, SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.INT));
        overloads.add(global(sign, SimpleType.DOUBLE, SimpleType.INT, SimpleType.DOUBLE));
        if (sign.equals("_%_")) {
            overloads.add(global(sign, SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.DOUBLE));
        } else if (sign.equals("_+_")) {
            overloads.add(global(sign, SimpleType.STRING, SimpleType.STRING, SimpleType.DOUBLE));
            overloads.add(global(sign, SimpleType.STRING, SimpleType.STRING, SimpleType.INT));
        }
        return overloads;
    }

    /** The members of texts and lists that the browser's CEL has. */
    private static void texts(List<CelFunctionDecl> all) {
        for (String name : List.of("trim", "lowerAscii", "upperAscii")) {
            all.add(CelFunctionDecl.newFunctionDeclaration(name, member(name, SimpleType.STRING, SimpleType.STRING)));
        }
        ListType list = ListType.create(SimpleType.STRING);
        CelType text = SimpleType.STRING;
        CelType number = SimpleType.INT;
        all.add(CelFunctionDecl.newFunctionDeclaration(
                "split", member("split", list, text, text), member("split", list, text, text, number)));
        all.add(CelFunctionDecl.newFunctionDeclaration(
                "join", member("join", text, list), member("join", text, list, text)));
        all.add(CelFunctionDecl.newFunctionDeclaration(
                "substring", member("substring", text, text, number), member("substring", text, text, number, number)));
        all.add(CelFunctionDecl.newFunctionDeclaration(
                "indexOf", member("indexOf", number, text, text), member("indexOf", number, text, text, number)));
    }

    private static CelOverloadDecl global(String name, CelType result, CelType... arguments) {
        return CelOverloadDecl.newGlobalOverload(id(name, arguments), result, arguments);
    }

    private static CelOverloadDecl member(String name, CelType result, CelType... arguments) {
        return CelOverloadDecl.newMemberOverload("member_" + id(name, arguments), result, arguments);
    }

    private static String id(String name, CelType... arguments) {
        StringBuilder id = new StringBuilder("page_").append(name);
        for (CelType argument : arguments) {
            id.append('_').append(argument.name());
        }
        return id.toString();
    }
}
