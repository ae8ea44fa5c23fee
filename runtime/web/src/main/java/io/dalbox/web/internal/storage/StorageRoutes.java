package io.dalbox.web.internal.storage;

import io.dalbox.json.Json;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import io.dalbox.storage.files.FileManager;
import io.dalbox.storage.files.FilePage;
import io.dalbox.storage.files.FileQuery;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The storages and what is in them. */
public final class StorageRoutes {

    private static final String READ = "core.read";
    private static final String WRITE = "core.write";
    private static final int USUAL = 200;
    private static final int MOST = 1000;

    private final Storages storages;
    private final FileManager files;

    /** Routes over what is mounted. */
    public StorageRoutes(Storages storages, FileManager files) {
        this.storages = storages;
        this.files = files;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs(READ, "GET /api/storages", Body.none(), "The storages, with their room", this::list),
                Route.needs(
                                READ,
                                "GET /api/storages/{storage}/files",
                                Body.none(),
                                "A part of a folder, folders first; sort is name, size or modified, with - the other way"
                                        + " round; kind is folder for folders only",
                                Places.guarded(this::files))
                        .asks("path", "sort", "kind", "search", "limit", "cursor"),
                Route.needs(
                        WRITE,
                        "POST /api/storages/{storage}/folders",
                        Body.fields("path"),
                        "Make a folder",
                        Places.guarded(this::makeFolder)),
                Route.needs(
                        WRITE,
                        "POST /api/storages/{storage}/move",
                        Body.fields("from", "to"),
                        "Move or rename a file or a folder; nothing is replaced",
                        Places.guarded(this::move)));
    }

    private Answer list(Request request) throws IOException {
        ArrayNode items = Json.mapper().createArrayNode();
        for (String name : storages.names()) {
            StoragePath root = new StoragePath(name, List.of());
            ObjectNode view = items.addObject().put("name", name).put("kind", "local");
            try {
                view.put("usable_bytes", storages.usableBytes(root)).put("total_bytes", files.totalBytes(root));
            } catch (IOException e) {
                // One drive that went away must not hide the others.
                view.putNull("usable_bytes").putNull("total_bytes").put("problem", e.getMessage());
            }
        }
        return Answer.list(items, null);
    }

    private Answer files(Request request) throws IOException {
        String sort = request.query("sort").orElse("name");
        boolean descending = sort.startsWith("-");
        FileQuery query = new FileQuery(
                Places.query(request),
                order(descending ? sort.substring(1) : sort),
                descending,
                foldersOnly(request),
                request.query("search").orElse(""),
                request.query("cursor").orElse(null),
                (int) request.number("limit", USUAL, 1, MOST));
        try {
            FilePage page = files.page(query);
            return Answer.list(page.items().stream().map(FileViews::of).toList(), page.next());
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("/cursor", String.valueOf(e.getMessage()) + ".");
        }
    }

    private static FileQuery.Order order(String word) {
        return switch (word) {
            case "name", "size", "modified" -> FileQuery.Order.valueOf(word.toUpperCase(Locale.ROOT));
            default ->
                throw ProblemException.field(
                        "/sort",
                        "The query parameter sort is name, size or modified, or one of them with - before it.");
        };
    }

    private static boolean foldersOnly(Request request) {
        String kind = request.query("kind").orElse("");
        if (!kind.isEmpty() && !kind.equals("folder")) {
            throw ProblemException.field("/kind", "The query parameter kind is folder, or is left out.");
        }
        return !kind.isEmpty();
    }

    private Answer makeFolder(Request request) throws IOException {
        StoragePath path = Places.field(request, "path");
        return Answer.json(201, FileViews.of(files.makeFolder(path)));
    }

    private Answer move(Request request) throws IOException {
        StoragePath from = Places.field(request, "from");
        return Answer.json(FileViews.of(files.move(from, Places.field(request, "to"))));
    }
}
