package io.dalbox.plugins.internal.trust;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a jar is signed. Says nothing about trust, so it stays true as long as the bytes are the same. */
public sealed interface Signature {

    /**
     * Nobody signed all of it.
     *
     * @param why what is wrong with the signature that there is; {@code null} when there is none
     */
    record Unsigned(@Nullable String why) implements Signature {}

    /**
     * Somebody signed every entry.
     *
     * @param signers who, at least one
     */
    record Signed(List<SignedBy> signers) implements Signature {

        /** Copies the list. */
        public Signed {
            signers = List.copyOf(signers);
        }
    }
}
