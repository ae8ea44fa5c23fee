package io.dalbox.web.internal.http;

import java.util.List;

/** Routes that may come and go. */
public interface RouteSource {

    /** Returns every route now, for lists and tests. */
    List<Route> routes();

    /** Returns the routes that the path may belong to; the first that fits path and method answers. */
    default List<Route> candidates(RequestPath path) {
        return routes();
    }
}
