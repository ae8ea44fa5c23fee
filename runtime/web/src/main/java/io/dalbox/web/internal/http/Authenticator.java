package io.dalbox.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;

/** Tells who sends a request. */
@FunctionalInterface
public interface Authenticator {

    /**
     * Returns the caller; {@link Caller.Anonymous} without credentials.
     *
     * @throws ProblemException 401 if there is a token and it is not valid
     */
    Caller authenticate(HttpServletRequest request);
}
