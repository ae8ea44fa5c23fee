package io.dalbox.launcher;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line, taken apart. */
record Arguments(Map<String, String> values, Set<String> flags) {

    private static final List<String> WITH_VALUE = List.of("home", "port", "bind", "policy");
    private static final Set<String> FLAGS = Set.of("safe", "dev", "console");

    static Arguments of(String[] arguments) throws StartException {
        Map<String, String> values = new HashMap<>();
        Set<String> flags = new HashSet<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            String name = argument.startsWith("--") ? argument.substring(2) : "";
            if (FLAGS.contains(name)) {
                flags.add(name);
                continue;
            }
            int equals = name.indexOf('=');
            if (equals > 0 && WITH_VALUE.contains(name.substring(0, equals))) {
                values.put(name.substring(0, equals), name.substring(equals + 1));
            } else if (WITH_VALUE.contains(name) && i + 1 < arguments.length) {
                values.put(name, arguments[++i]);
            } else {
                throw new StartException(ExitCode.USAGE, unknown(argument, name));
            }
        }
        return new Arguments(Map.copyOf(values), Set.copyOf(flags));
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    String or(String name, Map<String, String> environment, String variable, String otherwise) {
        String value = values.get(name);
        if (value == null) {
            value = environment.getOrDefault(variable, "");
        }
        return value.isEmpty() ? otherwise : value;
    }

    private static String unknown(String argument, String name) {
        String what = WITH_VALUE.contains(name) ? argument + " needs a value" : "Unknown argument " + argument;
        return what + System.lineSeparator() + System.lineSeparator() + Options.USAGE;
    }
}
