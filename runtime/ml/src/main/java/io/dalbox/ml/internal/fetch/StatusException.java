package io.dalbox.ml.internal.fetch;

import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.util.Set;

/** Says that a server answered with something else than the file. */
final class StatusException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final boolean passing;

    StatusException(int status, String url) {
        super(URI.create(url).getHost() + " " + words(status));
        this.passing = PASSING.contains(status);
    }

    /** Returns whether trying again later may help. */
    boolean passing() {
        return passing;
    }

    private static String words(int status) {
        return switch (status) {
            case 401, 403 -> "does not give the file to everybody (" + status + ")";
            case 404, 410 -> "has no such file (" + status + ")";
            default -> "answered with status " + status;
        };
    }
}
