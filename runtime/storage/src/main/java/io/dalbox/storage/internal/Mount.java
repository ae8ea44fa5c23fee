package io.dalbox.storage.internal;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.files.FilePage;
import io.dalbox.storage.files.FileQuery;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One storage. The methods mean what {@code io.dalbox.storage.Storages} says; paths are of this storage. Thread-safe. */
interface Mount {

    Optional<FileInfo> info(StoragePath path) throws IOException;

    List<FileInfo> list(StoragePath folder) throws IOException;

    FileChannel open(StoragePath path, Set<? extends OpenOption> options) throws IOException;

    void move(StoragePath from, StoragePath to) throws IOException;

    void delete(StoragePath path) throws IOException;

    long usableBytes() throws IOException;

    long totalBytes() throws IOException;

    FilePage page(FileQuery query) throws IOException;

    void makeFolder(StoragePath path) throws IOException;

    void moveFolder(StoragePath from, StoragePath to) throws IOException;

    /** Deletes a file, or a folder with all that is in it; links in it are not followed. */
    void deleteTree(StoragePath path) throws IOException;
}
