package io.dalbox.ml.internal.fetch;

import java.io.IOException;
import java.io.Serial;

/** Says that what came is not what was declared; fetching it again would bring the same. */
final class BadFileException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    BadFileException(String message) {
        super(message);
    }
}
