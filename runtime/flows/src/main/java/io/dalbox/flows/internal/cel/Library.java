package io.dalbox.flows.internal.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Our own functions and constants. Each ends for any input, and none reads the clock or anything else. */
final class Library {

    /** Sizes, as in the expressions of pages. */
    static final Map<String, Object> CONSTANTS =
            Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    static final List<CelFunctionDecl> DECLARATIONS = List.of(
            unary("path.name", "path_name_string"),
            unary("path.stem", "path_stem_string"),
            unary("path.ext", "path_ext_string"),
            unary("path.parent", "path_parent_string"),
            binary("path.withExt", "path_withext_string_string"),
            binary("path.join", "path_join_string_string"),
            CelFunctionDecl.newFunctionDeclaration(
                    "replace",
                    CelOverloadDecl.newMemberOverload(
                            "string_replace_bounded",
                            SimpleType.STRING,
                            SimpleType.STRING,
                            SimpleType.STRING,
                            SimpleType.STRING)),
            CelFunctionDecl.newFunctionDeclaration(
                    "format_time",
                    CelOverloadDecl.newGlobalOverload(
                            "format_time_timestamp_string", SimpleType.STRING, SimpleType.TIMESTAMP, SimpleType.STRING),
                    CelOverloadDecl.newGlobalOverload(
                            "format_time_timestamp_string_string",
                            SimpleType.STRING,
                            SimpleType.TIMESTAMP,
                            SimpleType.STRING,
                            SimpleType.STRING)));

    static final List<CelFunctionBinding> BINDINGS = List.of(
            CelFunctionBinding.from("path_name_string", String.class, Paths::name),
            CelFunctionBinding.from("path_stem_string", String.class, Paths::stem),
            CelFunctionBinding.from("path_ext_string", String.class, Paths::ext),
            CelFunctionBinding.from("path_parent_string", String.class, Paths::parent),
            CelFunctionBinding.from("path_withext_string_string", String.class, String.class, Paths::withExt),
            CelFunctionBinding.from("path_join_string_string", String.class, String.class, Paths::join),
            CelFunctionBinding.from(
                    "string_replace_bounded",
                    List.of(String.class, String.class, String.class),
                    arguments -> replace((String) arguments[0], (String) arguments[1], (String) arguments[2])),
            CelFunctionBinding.from(
                    "format_time_timestamp_string",
                    Instant.class,
                    String.class,
                    (time, pattern) -> format(time, pattern, "UTC")),
            CelFunctionBinding.from(
                    "format_time_timestamp_string_string",
                    List.of(Instant.class, String.class, String.class),
                    arguments -> format((Instant) arguments[0], (String) arguments[1], (String) arguments[2])));

    private Library() {}

    private static CelFunctionDecl unary(String name, String overload) {
        return CelFunctionDecl.newFunctionDeclaration(
                name, CelOverloadDecl.newGlobalOverload(overload, SimpleType.STRING, SimpleType.STRING));
    }

    private static CelFunctionDecl binary(String name, String overload) {
        return CelFunctionDecl.newFunctionDeclaration(
                name,
                CelOverloadDecl.newGlobalOverload(overload, SimpleType.STRING, SimpleType.STRING, SimpleType.STRING));
    }

    /** As in CEL's strings extension, which knows no bound: a few letters could make gigabytes of a megabyte. */
    private static String replace(String text, String old, String next) {
        long most = old.isEmpty() ? text.length() + 1L : text.length() / old.length();
        if (text.length() + most * Math.max(0L, (long) next.length() - old.length()) > Values.LONGEST) {
            throw new IllegalArgumentException(
                    "replace could make a text of more than " + Values.LONGEST + " characters");
        }
        return text.replace(old, next);
    }

    private static String format(Instant time, String pattern, String zone) {
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                    .withZone(ZoneId.of(zone))
                    .format(time);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("format_time: " + e.getMessage(), e);
        }
    }
}
