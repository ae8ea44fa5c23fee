package io.dalbox.web.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the route of a request. */
public final class Router {

    private final List<RouteSource> sources;
    private final Route fallback;

    /**
     * A router.
     *
     * @param sources asked in order
     * @param fallback answers GET where nothing else does; its pattern fits every path
     */
    public Router(List<RouteSource> sources, Route fallback) {
        this.sources = List.copyOf(sources);
        this.fallback = fallback;
    }

    /** Returns every route now. */
    public List<Route> routes() {
        return Stream.concat(sources.stream().flatMap(s -> s.routes().stream()), Stream.of(fallback))
                .toList();
    }

    /** What was found. */
    public sealed interface Found {
        /** A route and what its variables stand for. */
        record Matched(Route route, Map<String, String> variables) implements Found {}

        /** Only other methods. */
        record OtherMethods(String allow) implements Found {}

        /** Nothing. */
        record Nothing() implements Found {}
    }

    /** Finds the route. One that names the path comes before one that fits any depth, whatever their methods. */
    public Found find(String method, RequestPath path) {
        List<Route> others = new ArrayList<>();
        Found open = null;
        for (RouteSource source : sources) {
            for (Route route : source.candidates(path)) {
                var variables = route.path().match(path);
                if (variables.isEmpty()) {
                    continue;
                }
                boolean answers = route.answers(method);
                if (answers && !route.path().open()) {
                    return new Found.Matched(route, variables.get());
                }
                if (answers && open == null) {
                    open = new Found.Matched(route, variables.get());
                } else if (!route.path().open()) {
                    others.add(route);
                }
            }
        }
        if (!others.isEmpty()) {
            TreeSet<String> allow = new TreeSet<>();
            others.forEach(route -> allow.add(route.method()));
            return new Found.OtherMethods(String.join(", ", allow));
        }
        if (open != null) {
            return open;
        }
        if (fallback.answers(method)) {
            return new Found.Matched(fallback, Map.of("path", path.toString()));
        }
        return new Found.Nothing();
    }
}
