package io.dalbox.launcher;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Says why Dalbox cannot start, in words for the owner. */
final class StartException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    final ExitCode code;

    StartException(ExitCode code, String message) {
        this(code, message, null);
    }

    StartException(ExitCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }
}
