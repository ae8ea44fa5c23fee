package io.dalbox.web.internal.api;

import io.dalbox.json.Json;
import io.dalbox.pages.Pages;
import io.dalbox.pages.Viewer;
import io.dalbox.web.internal.auth.Cookies;
import io.dalbox.web.internal.auth.Preferences;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.RequestPath;
import io.dalbox.web.internal.http.Route;
import io.dalbox.web.internal.views.TableViews;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Pages: as documents, and as models for moving about without loading a document ({@code docs/page-model.md}). */
public final class PageRoutes {

    private final Pages pages;
    private final Viewers viewers;
    private final TableViews tables;
    private final Supplier<String> cursor;

    /**
     * Routes over the pages.
     *
     * @param tables how people like to see the tables of pages
     * @param cursor where the event stream stands now
     */
    public PageRoutes(Pages pages, Preferences preferences, TableViews tables, Supplier<String> cursor) {
        this.pages = pages;
        this.viewers = new Viewers(preferences);
        this.tables = tables;
        this.cursor = cursor;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.signedIn("GET /api/pages", Body.none(), "The model of the page at ?path=", this::model),
                Route.open("GET /login", Body.none(), "The login page", r -> plain(r, "login")),
                Route.open("GET /setup", Body.none(), "The set-up page", r -> plain(r, "setup")));
    }

    /** Returns the route for whatever no other route answers: the page at that path. */
    public Route fallback() {
        return Route.signedIn("GET /{path...}", Body.none(), "The page at the path", this::document);
    }

    /** Returns the document of the page at the request's path, if there is one. */
    public Optional<Answer> page(Request request) {
        Viewer viewer = viewers.of(request);
        String seen = cursor.get();
        return find(request.path().toString(), viewer)
                .map(page -> Answer.html(200, pages.document(shell(request, viewer, seen), page, viewer)))
                .map(answer -> renewing(request, answer));
    }

    // The session slides with use, and so must the browser's end of it.
    private static Answer renewing(Request request, Answer answer) {
        Optional<String> session =
                request.caller() instanceof Caller.Person ? Cookies.read(request.http()) : Optional.empty();
        boolean secure = request.http().isSecure();
        return response -> {
            session.ifPresent(id -> response.addHeader("Set-Cookie", Cookies.set(id, secure)));
            answer.write(response);
        };
    }

    /** Returns a page that tells of a problem. */
    public Answer problem(HttpServletRequest http, Caller caller, ProblemException problem) {
        Request request = new Request(
                http,
                new RequestPath(List.of("")),
                Map.of(),
                caller,
                Json.mapper().createObjectNode());
        Viewer viewer = viewers.of(request);
        String document = pages.document(shell(request, viewer, cursor.get()), problemPage(problem), viewer);
        Answer html = Answer.html(problem.status(), document);
        return response -> {
            problem.headers().forEach(response::setHeader);
            html.write(response);
        };
    }

    private static ObjectNode problemPage(ProblemException problem) {
        ObjectNode page = Json.mapper().createObjectNode();
        page.put("id", "problem").put("path", "").put("title", Integer.toString(problem.status()));
        page.put("template", "problem").put("status", problem.status());
        // What is between ${ and } would be read as an expression.
        String detail = String.valueOf(problem.getMessage()).replace("${", "$ {");
        page.putArray("body").addObject().put("type", "empty").put("label", detail);
        page.putArray("header_actions");
        page.putArray("problems");
        for (String empty : List.of("data", "actions", "texts", "snapshot")) {
            page.putObject(empty);
        }
        return page;
    }

    private Answer document(Request request) {
        return page(request).orElseThrow(() -> nothing(request.path().toString()));
    }

    private Answer model(Request request) {
        String path = request.query("path")
                .orElseThrow(() -> ProblemException.field("/path", "The query parameter path is missing."));
        Viewer viewer = viewers.of(request);
        String seen = cursor.get();
        ObjectNode page = find(path, viewer).orElseThrow(() -> nothing(path));
        ObjectNode both = Json.mapper().createObjectNode();
        both.set("shell", shell(request, viewer, seen));
        both.set("page", page);
        return Answer.json(both);
    }

    private Optional<ObjectNode> find(String path, Viewer viewer) {
        return pages.page(path, viewer).map(page -> {
            String plugin = page.path("plugin").asString("core");
            page.set(
                    "views",
                    Json.mapper()
                            .valueToTree(tables.ofPage(
                                    viewer.id(), plugin, page.path("id").asString(""))));
            return page;
        });
    }

    // Nobody is shown here, also to somebody with a session: the page is for whoever comes next.
    private Answer plain(Request request, String template) {
        Viewer viewer = viewers.nobody(request);
        ObjectNode page = Json.mapper().createObjectNode();
        page.put("template", template).put("path", "/" + template);
        return Answer.html(200, pages.document(shell(request, viewer, cursor.get()), page, viewer));
    }

    // The cursor is taken before the page: what changes meanwhile is told twice rather than never.
    private ObjectNode shell(Request request, Viewer viewer, String seen) {
        ObjectNode shell = pages.shell(viewer);
        if (request.caller() instanceof Caller.Person person) {
            shell.put("csrf", person.csrf());
        }
        shell.putObject("stream").put("href", "/api/stream").put("last_event_id", seen);
        return shell;
    }

    private static ProblemException nothing(String path) {
        return ProblemException.notFound("There is no page at " + path + ", or it is not for you.");
    }
}
