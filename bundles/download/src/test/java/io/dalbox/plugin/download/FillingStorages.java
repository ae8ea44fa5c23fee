package io.dalbox.plugin.download;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The real storages, on a disk that says how much is free as a test wants it. */
final class FillingStorages implements Storages {

    private final Storages real;
    volatile long free;

    FillingStorages(Storages real, long free) {
        this.real = real;
        this.free = free;
    }

    @Override
    public List<String> names() {
        return real.names();
    }

    @Override
    public Optional<FileInfo> info(StoragePath path) throws IOException {
        return real.info(path);
    }

    @Override
    public List<FileInfo> list(StoragePath folder) throws IOException {
        return real.list(folder);
    }

    @Override
    public FileChannel open(StoragePath path, Set<? extends OpenOption> options) throws IOException {
        return real.open(path, options);
    }

    @Override
    public void move(StoragePath from, StoragePath to) throws IOException {
        real.move(from, to);
    }

    @Override
    public void delete(StoragePath path) throws IOException {
        real.delete(path);
    }

    @Override
    public long usableBytes(StoragePath path) {
        return free;
    }
}
