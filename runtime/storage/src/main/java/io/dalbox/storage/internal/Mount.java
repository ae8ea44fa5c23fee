package io.dalbox.storage.internal;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
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
}
