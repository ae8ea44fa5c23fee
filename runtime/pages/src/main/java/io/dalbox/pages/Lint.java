package io.dalbox.pages;

import io.dalbox.pages.internal.descriptor.LintCommand;

/**
 * Checks page descriptors without a running server: {@code java -cp … io.dalbox.pages.Lint FILE}, where the file is a descriptor, a
 * folder of them, or a plugin's jar. Prints {@code file:line:column: message}; ends with 0 when all is well, 1 with faults, 2 when it
 * was called wrongly.
 */
public final class Lint {

    private Lint() {}

    /** Runs it. */
    public static void main(String[] args) {
        System.exit(new LintCommand(System.out, System.err).run(args));
    }
}
