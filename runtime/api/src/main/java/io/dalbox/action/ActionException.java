package io.dalbox.action;

import java.io.Serial;

/**
 * Ends an action with a problem that a person can act on.
 *
 * <p>The message is shown as it is: say what failed, on what, why, and what to do. It must not hold secrets.
 */
public class ActionException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of problem it is; each is one HTTP status. */
    public enum Kind {
        /** The input makes no sense: 422. */
        INVALID,
        /** What was named does not exist: 404. */
        NOT_FOUND,
        /** It cannot be done in the present state: 409. */
        CONFLICT,
        /** The caller or the owner's policy does not allow it: 403. */
        FORBIDDEN,
        /** Something that is needed is missing right now; trying later may help: 503. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final String pointer;

    /**
     * A problem with the whole call.
     *
     * @param kind decides the status
     * @param message for people
     */
    public ActionException(Kind kind, String message) {
        this(kind, "", message);
    }

    /**
     * A problem with one parameter.
     *
     * @param kind decides the status
     * @param pointer JSON Pointer (RFC 6901) of the parameter, such as {@code /url}; empty for the whole call
     * @param message for people
     */
    public ActionException(Kind kind, String pointer, String message) {
        super(message);
        this.kind = kind;
        this.pointer = pointer;
    }

    /** Returns what kind of problem it is. */
    public Kind kind() {
        return kind;
    }

    /** Returns the JSON Pointer of the parameter, or an empty string. */
    public String pointer() {
        return pointer;
    }
}
