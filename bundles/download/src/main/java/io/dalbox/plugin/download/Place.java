package io.dalbox.plugin.download;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a download goes.
 *
 * @param folder the folder
 * @param name the name asked for; {@code null} leaves it to the server
 */
record Place(StoragePath folder, @Nullable String name) {

    private static final String POINTER = "/save_path";

    /** Reads a {@code save_path}: a folder when it ends with a slash, exists as one or is the default one; else a file. */
    static Place of(@Nullable String savePath, String defaultFolder, Storages storages) throws IOException {
        String text = savePath == null || savePath.isBlank() ? defaultFolder : savePath;
        StoragePath path;
        try {
            path = StoragePath.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ActionException(Kind.INVALID, POINTER, String.valueOf(e.getMessage()));
        }
        if (!storages.names().contains(path.storage())) {
            throw new ActionException(
                    Kind.INVALID,
                    POINTER,
                    "There is no storage called " + path.storage() + "; there are: "
                            + String.join(", ", storages.names()));
        }
        Optional<FileInfo> there = storages.info(path);
        boolean folder = text.endsWith("/") || there.isPresent() && there.get().folder();
        if (folder && there.isPresent() && !there.get().folder()) {
            throw new ActionException(Kind.INVALID, POINTER, path + " is a file, not a folder");
        }
        if (folder || (path + "/").equals(defaultFolder)) {
            return new Place(path, null);
        }
        return new Place(path.parent(), nameOf(path));
    }

    private static String nameOf(StoragePath path) {
        String safe = FileNames.safe(path.name());
        if (!safe.equals(path.name())) {
            throw new ActionException(
                    Kind.INVALID,
                    POINTER,
                    "The file name \"" + path.name() + "\" does not work everywhere; take \"" + safe + "\"");
        }
        return safe;
    }
}
