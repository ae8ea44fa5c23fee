package io.dalbox.web.internal.http;

/** Answers the requests of one route, after every check of the route has passed. Called by many threads at once. */
@FunctionalInterface
public interface Handler {

    /**
     * Answers.
     *
     * @throws Exception a {@link ProblemException} or an exception of the core becomes its problem; anything else is logged and
     *     answered as an internal error
     */
    Answer handle(Request request) throws Exception;
}
