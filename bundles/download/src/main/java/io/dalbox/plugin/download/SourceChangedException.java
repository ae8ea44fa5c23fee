package io.dalbox.plugin.download;

import java.io.IOException;
import java.io.Serial;

/** Says that what is there cannot be continued: the file has changed, or the server sends no ranges of it after all. */
final class SourceChangedException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    SourceChangedException(String message) {
        super(message);
    }
}
