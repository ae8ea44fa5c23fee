package io.dalbox.ml.internal.sessions;

import java.util.Locale;

/** What models run on. */
public enum Provider {
    /** The processor. */
    CPU,
    /** A graphics card, where the library offers it. */
    CUDA;

    /** Reads the owner's word for it; what is no word for one is the processor. */
    public static Provider of(String word) {
        return word.strip().equalsIgnoreCase("cuda") ? CUDA : CPU;
    }

    /** Returns the word for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
