package io.dalbox.web.internal.storage;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import io.dalbox.storage.files.FileManager;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;

/** The bytes of files, both ways, without ever holding a whole file. */
public final class ContentRoutes {

    /** Larger than any file system of today takes; the room on the storage is the real bound. */
    private static final long MOST = 1L << 44;

    private final Storages storages;
    private final FileManager files;

    /** Routes over what is mounted. */
    public ContentRoutes(Storages storages, FileManager files) {
        this.storages = storages;
        this.files = files;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs(
                                "core.read",
                                "GET /api/storages/{storage}/content",
                                Body.none(),
                                "The bytes of a file, also in parts (Range); with download they are always saved",
                                Places.guarded(this::read))
                        .asks("path", "download"),
                Route.needs(
                                "core.write",
                                "PUT /api/storages/{storage}/content",
                                new Body.Raw(MOST, Set.of()),
                                "Store a new file; nothing is replaced",
                                Places.guarded(this::write))
                        .asks("path"));
    }

    private Answer read(Request request) throws IOException {
        StoragePath path = Places.query(request);
        FileInfo info = storages.info(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
        if (info.folder()) {
            throw ProblemException.field("/path", path + " is a folder; only files have content.");
        }
        return new FileContent(
                        storages,
                        info,
                        request.http(),
                        request.query("download").isPresent())
                .answer();
    }

    private Answer write(Request request) throws IOException {
        StoragePath path = Places.query(request);
        InputStream body = request.http().getInputStream();
        long length = request.http().getContentLengthLong();
        if (storages.info(path).isPresent()) {
            // Said before the body is read: it may take hours.
            throw new FileAlreadyExistsException(path.toString());
        }
        if (length > storages.usableBytes(path)) {
            throw new ProblemException(
                    413, "The file has " + length + " bytes, and the storage has room for fewer. Make room first.");
        }
        return Answer.json(201, FileViews.of(files.write(path, body)));
    }
}
