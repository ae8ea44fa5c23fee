package io.dalbox.web.internal.http;

import java.util.List;
import java.util.Locale;

/**
 * A route: who may call it with what, and who answers.
 *
 * @param method the HTTP method; {@code GET} answers {@code HEAD} too
 * @param path which paths
 * @param access who
 * @param body with what
 * @param summary what it does, in a sentence
 * @param handler who answers
 * @param queries the query parameters that it looks at
 */
public record Route(
        String method,
        PathPattern path,
        Access access,
        Body body,
        String summary,
        Handler handler,
        List<String> queries) {

    /** A route that anybody may call. */
    public static Route open(String call, Body body, String summary, Handler handler) {
        return of(call, new Access.Public(), body, summary, handler);
    }

    /** A route for anybody known. */
    public static Route signedIn(String call, Body body, String summary, Handler handler) {
        return of(call, new Access.SignedIn(), body, summary, handler);
    }

    /** A route that needs an access. */
    public static Route needs(String access, String call, Body body, String summary, Handler handler) {
        return of(call, new Access.Needs(access), body, summary, handler);
    }

    /** A route for those who may do everything. */
    public static Route administrator(String call, Body body, String summary, Handler handler) {
        return of(call, new Access.Administrator(), body, summary, handler);
    }

    /** A route; {@code call} is {@code METHOD /path}. */
    public static Route of(String call, Access access, Body body, String summary, Handler handler) {
        String[] parts = call.split(" ", 2);
        return new Route(
                parts[0].toUpperCase(Locale.ROOT), PathPattern.of(parts[1]), access, body, summary, handler, List.of());
    }

    /** Returns the route with the names of its query parameters. */
    public Route asks(String... names) {
        return new Route(method, path, access, body, summary, handler, List.of(names));
    }

    /** Returns whether the route answers the method. */
    public boolean answers(String wanted) {
        return method.equals(wanted) || (method.equals("GET") && wanted.equals("HEAD"));
    }
}
