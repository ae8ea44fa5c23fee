package io.dalbox.compute;

import java.io.IOException;
import java.io.Serial;

/** Says that a child could not do its work. The message is for people. No process of it is left. */
public final class ChildException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of problem it is. More may come. */
    public enum Kind {
        /** The program is not installed; the message says where it was looked for and what to install. */
        NOT_FOUND,
        /** The system refused to start it. */
        NOT_STARTED,
        /** Its exit code is not 0. */
        FAILED,
        /** It ran longer than it may and was killed. */
        TIME_LIMIT,
        /** It printed more than it may and was killed. */
        OUTPUT_LIMIT
    }

    private final Kind kind;
    private final String errorTail;

    /**
     * A problem.
     *
     * @param kind for programs
     * @param message for people: what failed, why, and what to do
     * @param errorTail the end of what the child printed to standard error, or an empty string
     */
    public ChildException(Kind kind, String message, String errorTail) {
        super(message);
        this.kind = kind;
        this.errorTail = errorTail;
    }

    /** Returns what kind of problem it is. */
    public Kind kind() {
        return kind;
    }

    /** Returns the end of what the child printed to standard error, or an empty string. */
    public String errorTail() {
        return errorTail;
    }
}
