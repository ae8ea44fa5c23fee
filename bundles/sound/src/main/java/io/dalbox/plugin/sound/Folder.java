package io.dalbox.plugin.sound;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.task.TaskContext;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what can be listened to. */
final class Folder {

    private static final Set<String> ENDINGS = Set.of(
            "aac", "ac3", "aif", "aiff", "amr", "ape", "avi", "caf", "dsf", "dts", "flac", "flv", "m2ts", "m4a", "m4b",
            "m4v", "mka", "mkv", "mov", "mp2", "mp3", "mp4", "mpeg", "mpg", "oga", "ogg", "ogv", "opus", "ts", "wav",
            "weba", "webm", "wma", "wmv", "wv", "3gp");

    private Folder() {}

    /** Returns the files of sound and film in a folder, by their names' endings. */
    static List<FileInfo> files(StoragePath folder, boolean recursive, TaskContext task) throws IOException {
        List<FileInfo> found = new ArrayList<>();
        Deque<StoragePath> folders = new ArrayDeque<>(List.of(folder));
        while (!folders.isEmpty()) {
            task.checkStop();
            for (FileInfo entry : task.storages().list(folders.pop())) {
                if (entry.folder() && recursive) {
                    folders.push(entry.path());
                } else if (!entry.folder()
                        && entry.size() > 0
                        && isSound(entry.path().name())) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    private static boolean isSound(String name) {
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
