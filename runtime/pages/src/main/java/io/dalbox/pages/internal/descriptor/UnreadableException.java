package io.dalbox.pages.internal.descriptor;

import java.io.Serial;

/** Says why a text is no YAML that is taken here, and where. */
final class UnreadableException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Mark mark;

    UnreadableException(Mark mark, String message) {
        super(message);
        this.mark = mark;
    }

    Mark mark() {
        return mark;
    }
}
