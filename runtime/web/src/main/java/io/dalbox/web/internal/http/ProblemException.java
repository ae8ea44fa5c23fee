package io.dalbox.web.internal.http;

import io.dalbox.json.Violation;
import java.io.Serial;
import java.util.List;
import java.util.Map;

/** Ends a request with a problem (RFC 9457). The message is for the person who can act on it. */
public final class ProblemException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<? extends Record> errors;
    private final transient Map<String, String> headers;

    /** A problem with the whole request. */
    public ProblemException(int status, String detail) {
        this(status, detail, List.of(), Map.of());
    }

    /**
     * A problem with places in the body, and headers for the answer.
     *
     * @param errors records with a pointer and a detail at least, such as {@link Violation}
     */
    public ProblemException(int status, String detail, List<? extends Record> errors, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    /** One bad field: 422. */
    public static ProblemException field(String pointer, String detail) {
        return new ProblemException(422, detail, List.of(new Violation(pointer, detail)), Map.of());
    }

    /** Nothing there: 404. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(404, detail);
    }

    /** Try again later: 503. */
    public static ProblemException unavailable(String detail, int retryAfterSeconds) {
        return new ProblemException(503, detail, List.of(), Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The places that are wrong. */
    public List<? extends Record> errors() {
        return errors;
    }

    /** Headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
