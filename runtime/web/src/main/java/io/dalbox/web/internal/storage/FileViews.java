package io.dalbox.web.internal.storage;

import io.dalbox.json.Json;
import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import tools.jackson.databind.node.ObjectNode;

/** Files as JSON. */
final class FileViews {

    private FileViews() {}

    static ObjectNode of(FileInfo info) {
        ObjectNode view = named(info.path(), info.folder());
        view.put("size", info.folder() ? null : info.size());
        view.put("modified", info.modified().toString());
        view.put("mime_type", info.folder() ? null : MediaTypes.of(info.path().name()));
        return view;
    }

    static ObjectNode named(StoragePath path, boolean folder) {
        return Json.mapper()
                .createObjectNode()
                .put("path", path.toString())
                .put("name", path.name())
                .put("folder", folder);
    }
}
