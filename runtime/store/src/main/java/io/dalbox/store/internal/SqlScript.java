package io.dalbox.store.internal;

import java.util.ArrayList;
import java.util.List;

/** Cuts a script into statements: each ends with a semicolon at the end of a line. */
final class SqlScript {

    private SqlScript() {}

    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String line : script.split("\\R")) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("--")) {
                continue;
            }
            current.append(line.stripTrailing()).append('\n');
            if (text.endsWith(";")) {
                statements.add(current.substring(0, current.length() - 2).strip());
                current.setLength(0);
            }
        }
        if (!current.isEmpty()) {
            statements.add(current.toString().strip());
        }
        return statements;
    }
}
