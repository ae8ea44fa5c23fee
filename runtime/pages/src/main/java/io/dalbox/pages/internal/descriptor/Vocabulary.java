package io.dalbox.pages.internal.descriptor;

import java.util.Map;
import java.util.Set;

/** The names that every descriptor may use without declaring them. */
public final class Vocabulary {

    /** What the core can be asked for, and the parameters each takes. */
    public static final Map<String, Set<String>> QUERIES = Map.ofEntries(
            Map.entry("core.tasks", Set.of("plugin", "action", "state", "parent", "cause", "limit")),
            Map.entry("core.plugins", Set.of()),
            Map.entry("core.catalogue", Set.of("q", "updates", "limit")),
            Map.entry("core.events", Set.of("type", "limit")),
            Map.entry("core.deliveries", Set.of("state", "subscriber", "type", "limit")),
            Map.entry("core.compute", Set.of()),
            Map.entry("core.compute_history", Set.of("seconds")),
            Map.entry("core.schedules", Set.of("plugin")),
            Map.entry("core.users", Set.of()),
            Map.entry("core.tokens", Set.of()),
            Map.entry("core.trust", Set.of()),
            Map.entry("core.sessions", Set.of()),
            Map.entry("core.storages", Set.of()),
            Map.entry("core.files", Set.of("storage", "path", "sort", "kind", "search", "limit")));

    /** Those of them that no event of the stream tells of. */
    static final Set<String> ASKED_AGAIN = Set.of(
            "core.compute",
            "core.compute_history",
            "core.schedules",
            "core.users",
            "core.tokens",
            "core.trust",
            "core.sessions",
            "core.storages",
            "core.files");

    /** What the core can be told to do with a task, a plugin, scheduled work, a plugin's share of the processor, or people. */
    public static final Set<String> COMMANDS = Set.of(
            "core.tasks.pause",
            "core.tasks.resume",
            "core.tasks.cancel",
            "core.tasks.retry",
            "core.tasks.delete",
            "core.plugins.enable",
            "core.plugins.disable",
            "core.plugins.restart",
            "core.plugins.rollback",
            "core.plugins.remove",
            "core.schedules.run",
            "core.schedules.pause",
            "core.schedules.resume",
            "core.compute.weight",
            "core.me.password",
            "core.sessions.end",
            "core.sessions.end_others",
            "core.users.add",
            "core.users.role",
            "core.users.password",
            "core.users.disable",
            "core.users.enable",
            "core.users.remove",
            "core.tokens.make",
            "core.tokens.remove",
            "core.trust.remove");

    /** Names in expressions besides the page's sources. */
    static final Set<String> VALUES = Set.of(
            "row", "selected", "user", "params", "result", "form", "GiB", "MiB", "KiB", "true", "false", "null", "in");

    /** Those of them that are words of the language. */
    static final Set<String> LITERALS = Set.of("true", "false", "null", "in");

    /** CEL's words and the names of its types, which the browser's CEL takes for those whatever is declared. */
    private static final Set<String> RESERVED = Set.of(
            "as",
            "bool",
            "break",
            "bytes",
            "cel",
            "const",
            "continue",
            "double",
            "else",
            "for",
            "function",
            "google",
            "if",
            "import",
            "int",
            "let",
            "list",
            "loop",
            "map",
            "namespace",
            "null_type",
            "optional",
            "package",
            "return",
            "string",
            "type",
            "uint",
            "var",
            "void",
            "while");

    /** Whether expressions mean something else by a name, so that no source can be called so. */
    static boolean isTaken(String name) {
        return VALUES.contains(name) || RESERVED.contains(name);
    }

    /** Beginnings of keys whose texts the browser side has itself, in every language. */
    static final Set<String> CORE_TEXTS = Set.of("state.");

    /** Functions in expressions: ours, then those of CEL (language definition, "Standard definitions"). */
    static final Set<String> FUNCTIONS = Set.of(
            "bytes",
            "speed",
            "duration",
            "percent",
            "max",
            "min",
            "round",
            "size",
            "plugin_name",
            "has",
            "all",
            "exists",
            "exists_one",
            "map",
            "filter",
            "contains",
            "startsWith",
            "endsWith",
            "matches",
            "int",
            "uint",
            "double",
            "string",
            "bool",
            "type",
            "dyn",
            "timestamp",
            "getFullYear",
            "getMonth",
            "getDate",
            "getDayOfMonth",
            "getDayOfWeek",
            "getDayOfYear",
            "getHours",
            "getMinutes",
            "getSeconds",
            "getMilliseconds",
            "join",
            "split",
            "trim",
            "lowerAscii",
            "upperAscii",
            "replace",
            "substring",
            "indexOf");

    /** Functions that give their first argument a meaning of its own: a name for each element. */
    static final Set<String> MACROS = Set.of("all", "exists", "exists_one", "map", "filter");

    private Vocabulary() {}
}
