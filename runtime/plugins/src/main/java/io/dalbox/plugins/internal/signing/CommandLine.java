package io.dalbox.plugins.internal.signing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a command is asked for: one word, and options with a value. */
record CommandLine(String word, Map<String, String> options) {

    static CommandLine of(String[] args, String usage, Set<String> known) throws SigningFault {
        @Nullable String word = null;
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            if (known.contains(name) && i + 1 < args.length) {
                options.put(name, args[++i]);
            } else if (word == null && !args[i].startsWith("-")) {
                word = args[i];
            } else {
                throw SigningFault.usage("Usage: " + usage);
            }
        }
        if (word == null) {
            throw SigningFault.usage("Usage: " + usage);
        }
        return new CommandLine(word, options);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }
}
