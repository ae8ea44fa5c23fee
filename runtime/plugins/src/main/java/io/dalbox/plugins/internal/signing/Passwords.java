package io.dalbox.plugins.internal.signing;

import java.io.Console;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where the password of a key store comes from. Never from the command line, which every user of the machine can read. */
@FunctionalInterface
public interface Passwords {

    /** The variable that programs give it in. */
    String VARIABLE = "DALBOX_KEYSTORE_PASSWORD";

    /**
     * Returns the password.
     *
     * @param made whether it is chosen just now, and so asked for twice
     * @return {@code null} if nobody can be asked, or two answers differ
     */
    char @Nullable [] get(boolean made);

    /** From the environment, else from the person at the terminal. */
    static Passwords ofPerson() {
        return made -> {
            @Nullable String given = System.getenv(VARIABLE);
            @Nullable Console console = System.console();
            if (given != null) {
                return given.toCharArray();
            }
            if (console == null || !console.isTerminal()) {
                return null;
            }
            char @Nullable [] first = console.readPassword("Password of the key store: ");
            return !made || Arrays.equals(first, console.readPassword("Once more: ")) ? first : null;
        };
    }
}
