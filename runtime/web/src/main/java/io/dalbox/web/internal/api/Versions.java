package io.dalbox.web.internal.api;

import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Tells two states of something apart, so that nobody overwrites what they have not seen (RFC 9110, section 13.1.1). */
final class Versions {

    private Versions() {}

    /** Returns the entity tag of a state: the same for the same text. */
    static String of(Object state) {
        return '"'
                + UUID.nameUUIDFromBytes(state.toString().getBytes(StandardCharsets.UTF_8))
                        .toString()
                + '"';
    }

    /**
     * Refuses a change of another version than the request names; one that names none may change any.
     *
     * @param what such as "The settings of download have"
     */
    static void check(Request request, String now, String what) {
        String wanted = request.http().getHeader("If-Match");
        boolean fits = wanted == null
                || wanted.strip().equals("*")
                || Arrays.stream(wanted.split(",")).map(String::strip).anyMatch(now::equals);
        if (!fits) {
            throw new ProblemException(
                    412, what + " been changed since you read it. Read it again, and decide which of both counts.");
        }
    }
}
