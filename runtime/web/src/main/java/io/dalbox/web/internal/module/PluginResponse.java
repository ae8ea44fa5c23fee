package io.dalbox.web.internal.module;

import io.dalbox.web.internal.http.SecurityHeaders;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An answer as a plugin's servlet writes it: the security headers and cookies of the origin are not its to change. */
final class PluginResponse extends HttpServletResponseWrapper {

    PluginResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (!SecurityHeaders.fixed(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (!SecurityHeaders.fixed(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void addCookie(Cookie cookie) {
        throw new IllegalStateException("Plugins set no cookies: all pages share one origin");
    }

    @Override
    public void reset() {
        super.reset();
        SecurityHeaders.set((HttpServletResponse) getResponse());
    }

    // The server's own error page would not carry our headers, and might say more than it should.
    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        reset();
        setStatus(status);
        setContentType("text/plain; charset=utf-8");
        getOutputStream()
                .write((message == null ? "Error " + status : message)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void sendError(int status) throws IOException {
        sendError(status, null);
    }
}
