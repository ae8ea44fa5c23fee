package io.dalbox.web.internal.api;

import io.dalbox.json.Json;
import io.dalbox.plugins.Catalogue;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What can be had from the sources, and the sources themselves: their addresses are for administrators only. */
public final class CatalogueRoutes {

    private static final String ADMIN = "core.admin";
    private static final int MOST = 200;

    private final Catalogue catalogue;
    private final PluginViews views;

    /** Routes over the catalogue. */
    public CatalogueRoutes(Catalogue catalogue, PluginViews views) {
        this.catalogue = catalogue;
        this.views = views;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs(
                                "core.read",
                                "GET /api/catalogue",
                                Body.none(),
                                "List the plugins that the sources offer, with what is new in them",
                                this::list)
                        .asks("q", "updates", "limit", "cursor"),
                // Before the route of one plugin, whose variable would take the word for an id.
                Route.needs(
                        ADMIN,
                        "GET /api/catalogue/sources",
                        Body.none(),
                        "List the sources of the catalogue",
                        request -> Answer.list(catalogue.sources(), null)),
                Route.needs(
                        ADMIN,
                        "POST /api/catalogue/sources",
                        Body.fields("address"),
                        "Read an index (a URL, or the path of a file of the server) and keep it as a source",
                        this::add),
                Route.needs(
                        ADMIN,
                        "DELETE /api/catalogue/sources/{id}",
                        Body.none(),
                        "Forget a source; what was installed from it stays",
                        this::remove),
                Route.needs(
                        ADMIN,
                        "POST /api/catalogue/sources/{id}/refresh",
                        Body.none(),
                        "Read a source again",
                        request -> Answer.json(catalogue.refresh(request.variable("id")))),
                Route.needs(
                        "core.read",
                        "GET /api/catalogue/{id}",
                        Body.none(),
                        "Show a plugin that the sources offer, with all of its versions",
                        this::show),
                Route.needs(
                        ADMIN,
                        "POST /api/catalogue/{id}/preview",
                        Body.fields("version"),
                        "Fetch a plugin and say what installing it would change, without doing it",
                        this::preview),
                Route.needs(
                        ADMIN,
                        "POST /api/catalogue/{id}/install",
                        Body.fields("version", "hash"),
                        "Install or update a plugin; the hash says which jar was looked at",
                        this::install));
    }

    private Answer list(Request request) {
        Catalogue.Page page = catalogue.list(new Catalogue.Query(
                request.query("q").orElse(""),
                request.query("updates").filter("true"::equals).isPresent(),
                (int) request.number("limit", 100, 1, MOST),
                request.query("cursor").orElse(null)));
        return Answer.list(page.items(), page.next());
    }

    private Answer show(Request request) {
        String id = request.variable("id");
        Catalogue.Detail detail = catalogue
                .find(id)
                .orElseThrow(() -> ProblemException.notFound("No source of the catalogue has a plugin " + id + "."));
        ObjectNode view = Json.mapper().valueToTree(detail.item());
        view.set("versions", Json.mapper().valueToTree(detail.versions()));
        view.set("changelog", Json.mapper().valueToTree(detail.changelog()));
        return Answer.json(view);
    }

    private Answer add(Request request) {
        Catalogue.Source source = catalogue.add(request.text("address"));
        return Answer.created("/api/catalogue/sources/" + source.id(), source);
    }

    private Answer remove(Request request) {
        catalogue.remove(request.variable("id"));
        return Answer.noContent();
    }

    private Answer preview(Request request) {
        return Answer.json(catalogue.preview(
                request.variable("id"), request.optionalText("version").orElse(null)));
    }

    private Answer install(Request request) {
        PluginInfo plugin = catalogue.install(
                request.variable("id"),
                request.optionalText("version").orElse(null),
                request.optionalText("hash").orElse(null),
                request.caller().name());
        return Answer.created("/api/plugins/" + plugin.id(), views.of(plugin, request.caller()));
    }
}
