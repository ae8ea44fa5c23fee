package io.dalbox.plugin.ocr.input;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Says why a file cannot be read, to the person who named it. */
public final class BadFileException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** For people: what is wrong with which file, and what to do. */
    public BadFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Without anything behind it. */
    public BadFileException(String message) {
        super(message);
    }
}
