package io.dalbox.web.internal.views;

import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import io.dalbox.web.internal.views.TableViews.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** How whoever asks likes to see tables. */
public final class ViewRoutes {

    private static final String PATH = "/api/me/views/{plugin}/{page}/{table}";
    private static final int MAX_COLUMNS = 100;
    private static final Pattern FIELD = Pattern.compile("[^\\p{Cntrl}]{1,100}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

    private final TableViews views;
    private final Predicate<String> owners;
    private final Consumer<String> changed;

    /**
     * Routes over the views.
     *
     * @param owners whether an id is one of whom pages can be: a plugin or the core
     * @param changed told the user whose tables look different now
     */
    public ViewRoutes(TableViews views, Predicate<String> owners, Consumer<String> changed) {
        this.views = views;
        this.owners = owners;
        this.changed = changed;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.signedIn("GET " + PATH, Body.none(), "Show the columns of a table as you see it", this::show),
                Route.signedIn(
                        "PUT " + PATH,
                        Body.fields("items", "hidden"),
                        "Set the columns of a table, in order, and those you hide",
                        this::put),
                Route.signedIn("DELETE " + PATH, Body.none(), "Show a table as its page describes it", this::reset));
    }

    private Answer show(Request request) {
        return Answer.json(views.of(request.caller().userId(), place(request)));
    }

    private Answer put(Request request) {
        Place place = place(request);
        String user = request.caller().userId();
        TableView view = new TableView(fields(request.body(), "items"), fields(request.body(), "hidden"));
        if (!views.put(user, place, view)) {
            throw ProblemException.field("", "You have changed too many tables. Reset one to change another.");
        }
        changed.accept(user);
        return Answer.json(view);
    }

    private Answer reset(Request request) {
        String user = request.caller().userId();
        views.reset(user, place(request));
        changed.accept(user);
        return Answer.json(TableView.NONE);
    }

    /** What is kept stays while its plugin is away; all else must be somebody's. */
    private Place place(Request request) {
        Place place = new Place(name(request, "plugin"), name(request, "page"), name(request, "table"));
        if (!owners.test(place.plugin())
                && views.of(request.caller().userId(), place).equals(TableView.NONE)) {
            throw ProblemException.notFound("There is no plugin " + place.plugin() + ".");
        }
        return place;
    }

    private static String name(Request request, String part) {
        String name = request.variable(part);
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.notFound("There is no " + part + " of this name.");
        }
        return name;
    }

    private static List<String> fields(JsonNode body, String member) {
        JsonNode items = body.path(member);
        if (items.isMissingNode() && member.equals("hidden")) {
            return List.of();
        }
        if (!items.isArray() || items.size() > MAX_COLUMNS) {
            throw ProblemException.field("/" + member, "Give a list of at most " + MAX_COLUMNS + " columns.");
        }
        Set<String> fields = new LinkedHashSet<>();
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            if (!item.isString() || !FIELD.matcher(item.stringValue()).matches()) {
                throw ProblemException.field(
                        "/" + member + "/" + i, "This is not the field of a column, such as name.");
            }
            if (!fields.add(item.stringValue())) {
                throw ProblemException.field("/" + member + "/" + i, "This column is in the list already.");
            }
        }
        return new ArrayList<>(fields);
    }
}
