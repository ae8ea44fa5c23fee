package io.dalbox.plugins.internal.life;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which jars of the drop folder may run. */
public enum Policy {
    /** Every one. */
    ANY,
    /** Those that an administrator has approved. */
    APPROVE,
    /** Those whose signer is trusted. */
    SIGNED;

    /** Returns the policy with this word; the launcher refuses other words, and without one every jar may run. */
    public static Policy of(@Nullable String word) {
        return word == null ? ANY : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
