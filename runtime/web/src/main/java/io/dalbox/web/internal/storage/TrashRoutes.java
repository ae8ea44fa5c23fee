package io.dalbox.web.internal.storage;

import io.dalbox.storage.files.FileManager;
import io.dalbox.storage.files.TrashedFile;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Deleting means the trash of the storage, from which everything can be brought back. */
public final class TrashRoutes {

    private static final String WRITE = "core.write";

    private final FileManager files;

    /** Routes over what is thrown away. */
    public TrashRoutes(FileManager files) {
        this.files = files;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs(
                        "core.read",
                        "GET /api/storages/{storage}/trash",
                        Body.none(),
                        "What is in the trash, the newest first",
                        Places.guarded(this::list)),
                Route.needs(
                        WRITE,
                        "POST /api/storages/{storage}/trash",
                        Body.fields("path"),
                        "Move a file or a folder into the trash, where it stays for 30 days",
                        Places.guarded(this::add)),
                Route.needs(
                        WRITE,
                        "POST /api/storages/{storage}/trash/{id}/restore",
                        Body.none(),
                        "Bring something back to where it was",
                        Places.guarded(this::restore)),
                Route.needs(
                        WRITE,
                        "DELETE /api/storages/{storage}/trash/{id}",
                        Body.none(),
                        "Delete something in the trash for good",
                        Places.guarded(this::purge)));
    }

    private Answer list(Request request) throws IOException {
        return Answer.list(
                files.trashed(storage(request)).stream().map(TrashRoutes::view).toList(), null);
    }

    private Answer add(Request request) throws IOException {
        return Answer.json(201, view(files.trash(Places.field(request, "path"))));
    }

    private Answer restore(Request request) throws IOException {
        return Answer.json(FileViews.of(files.restore(storage(request), request.variable("id"))));
    }

    private Answer purge(Request request) throws IOException {
        files.purge(storage(request), request.variable("id"));
        return Answer.noContent();
    }

    private static String storage(Request request) {
        return Places.path(request, "storage", "/").storage();
    }

    private static ObjectNode view(TrashedFile trashed) {
        return FileViews.named(trashed.path(), trashed.folder())
                .put("id", trashed.id())
                .put("size", trashed.folder() ? null : trashed.size())
                .put("deleted", trashed.deleted().toString());
    }
}
