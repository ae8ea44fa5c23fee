package io.dalbox.plugin.ocr;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Looks up what a parameter names. */
final class Found {

    private Found() {}

    static FileInfo file(Storages storages, String path) throws IOException {
        FileInfo info = any(storages, path);
        if (info.folder()) {
            throw new ActionException(
                    Kind.INVALID, "/path", path + " is a folder; use recognize_folder for what is in it");
        }
        return info;
    }

    static FileInfo folder(Storages storages, String path) throws IOException {
        FileInfo info = any(storages, path);
        if (!info.folder()) {
            throw new ActionException(Kind.INVALID, "/path", path + " is a file; use recognize for it");
        }
        return info;
    }

    private static FileInfo any(Storages storages, String path) throws IOException {
        try {
            return storages.info(StoragePath.parse(path))
                    .orElseThrow(() -> new ActionException(Kind.NOT_FOUND, "/path", "There is no " + path));
        } catch (IllegalArgumentException e) {
            throw new ActionException(Kind.INVALID, "/path", String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            throw new ActionException(Kind.NOT_FOUND, "/path", "There is no storage for " + path);
        } catch (AccessDeniedException e) {
            // A link that leads out of the storage, or a path that the plugin may not use.
            throw new ActionException(Kind.INVALID, "/path", String.valueOf(e.getMessage()));
        }
    }
}
