package io.dalbox.web.internal.module;

import io.dalbox.web.internal.auth.Cookies;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.Request;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request as a plugin's servlet sees it: below its own prefix, with the caller's name but not the caller's credentials. */
final class PluginRequest extends HttpServletRequestWrapper {

    private static final Set<String> HIDDEN = Set.of("authorization", "cookie", "x-csrf-token");

    private final Caller caller;
    private final String prefix;
    private final ServletPattern match;

    PluginRequest(Request request, String prefix, ServletPattern match) {
        super(request.http());
        this.caller = request.caller();
        this.prefix = prefix;
        this.match = match;
    }

    @Override
    public String getContextPath() {
        return prefix;
    }

    @Override
    public String getServletPath() {
        return match.servletPath();
    }

    @Override
    public @Nullable String getPathInfo() {
        return match.pathInfo();
    }

    @Override
    public String getRemoteUser() {
        return caller.name();
    }

    @Override
    public Principal getUserPrincipal() {
        return caller::name;
    }

    @Override
    public boolean isUserInRole(String role) {
        return caller.may(role);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return hidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return hidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !hidden(name))
                .toList());
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        Cookie[] all = super.getCookies();
        return all == null
                ? null
                : Arrays.stream(all)
                        .filter(cookie -> !cookie.getName().equals(Cookies.NAME))
                        .toArray(Cookie[]::new);
    }

    @Override
    public HttpSession getSession(boolean create) {
        throw new IllegalStateException("Plugins have no HTTP sessions; keep state per getRemoteUser()");
    }

    @Override
    public HttpSession getSession() {
        return getSession(true);
    }

    private static boolean hidden(String name) {
        return HIDDEN.contains(name.toLowerCase(Locale.ROOT));
    }
}
