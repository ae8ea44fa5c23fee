package io.dalbox.plugin.faces.vision;

import java.io.IOException;
import java.io.Serial;

/** Says in words for people why a file cannot be read as a picture. */
public final class BadPictureException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    BadPictureException(String message) {
        super(message);
    }

    BadPictureException(String message, Throwable cause) {
        super(message, cause);
    }
}
