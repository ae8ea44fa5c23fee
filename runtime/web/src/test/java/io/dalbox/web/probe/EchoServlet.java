package io.dalbox.web.probe;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells what a servlet of a plugin sees, and tries to loosen the page policy. */
public final class EchoServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", "default-src *");
        response.setContentType("text/plain");
        response.getWriter()
                .print(String.join(
                        " ",
                        "echo",
                        request.getContextPath(),
                        request.getServletPath(),
                        request.getPathInfo(),
                        request.getRemoteUser(),
                        String.valueOf(request.getHeader("Authorization")),
                        getServletContext().getContextPath()));
    }
}
