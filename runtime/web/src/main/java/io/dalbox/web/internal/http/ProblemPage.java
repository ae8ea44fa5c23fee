package io.dalbox.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;

/** Shows a problem to a person, as a page. */
@FunctionalInterface
public interface ProblemPage {

    /** Returns the page, with the problem's status and headers. */
    Answer page(HttpServletRequest request, Caller caller, ProblemException problem);
}
