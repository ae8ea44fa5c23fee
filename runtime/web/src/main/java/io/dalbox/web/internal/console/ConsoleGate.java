package io.dalbox.web.internal.console;

import io.dalbox.web.internal.http.Authenticator;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.HostCheck;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.SecurityHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.jspecify.annotations.Nullable;

/**
 * Lets administrators with a session look into the Felix Web Console, and only look: whatever its pages would change goes through
 * our own installer and settings instead, which check, keep the way back and write to an allow-list. So the console's own
 * unsafe requests, which carry no CSRF token, are all refused.
 */
public final class ConsoleGate implements SecurityProvider {

    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final HostCheck hosts;
    private final Authenticator authenticator;

    /** A gate. */
    public ConsoleGate(HostCheck hosts, Authenticator authenticator) {
        this.hosts = hosts;
        this.authenticator = authenticator;
    }

    @Override
    public @Nullable Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        SecurityHeaders.setForConsole(response);
        try {
            hosts.checkHost(request);
            Caller caller = authenticator.authenticate(request);
            if (!(caller instanceof Caller.Person)) {
                login(request, response);
                return null;
            }
            if (!caller.administrator()) {
                refuse(response, 403, "The console is for administrators.");
                return null;
            }
            if (!SAFE.contains(request.getMethod())) {
                hosts.checkOrigin(request);
                refuse(response, 403, "The console only shows. Change plugins and settings on their pages.");
                return null;
            }
            return caller;
        } catch (ProblemException e) {
            refuse(response, e.status(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    @Override
    public boolean authorize(Object user, String role) {
        return user instanceof Caller caller && caller.administrator();
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(302);
        response.setHeader("Location", "/");
    }

    private static void login(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(302);
        response.setHeader(
                "Location", "/login?next=" + URLEncoder.encode(request.getRequestURI(), StandardCharsets.UTF_8));
    }

    private static void refuse(HttpServletResponse response, int status, String why) {
        try {
            response.setStatus(status);
            response.setContentType("text/plain; charset=utf-8");
            response.getOutputStream().write(why.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
