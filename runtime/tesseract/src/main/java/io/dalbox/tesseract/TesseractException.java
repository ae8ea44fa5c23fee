package io.dalbox.tesseract;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Says why the native library cannot be used. */
public final class TesseractException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** For people: what failed, and what to do. */
    public TesseractException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
