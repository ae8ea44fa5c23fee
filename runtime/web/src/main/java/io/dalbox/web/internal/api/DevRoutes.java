package io.dalbox.web.internal.api;

import io.dalbox.plugins.Plugins;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;

/** Short ways to what helps while plugins are written; only there when Dalbox was started for that. */
public final class DevRoutes {

    private static final String GALLERY = "gallery";

    private final Plugins plugins;

    /** Routes over the plugin that shows the components. */
    public DevRoutes(Plugins plugins) {
        this.plugins = plugins;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.signedIn("GET /dev/components", Body.none(), "The gallery of components", r -> gallery("")),
                Route.signedIn(
                        "GET /dev/components/{component}", Body.none(), "A component of the gallery", this::component));
    }

    private Answer component(Request request) {
        return gallery(request.variable("component"));
    }

    private Answer gallery(String page) {
        if (plugins.find(GALLERY).isEmpty()) {
            throw ProblemException.notFound(
                    "The plugin that shows the components is not here; start Dalbox with --dev.");
        }
        return Answer.redirect("/module/" + GALLERY + "/" + page);
    }
}
