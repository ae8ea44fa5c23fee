package io.dalbox.storage.internal;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Finds the mount of a path and hands the call on. */
@Component(service = MountedStorages.class)
public final class MountedStorages implements Storages {

    private final SortedMap<String, Mount> mounts;

    /** Mounts {@code media:} on the folder {@code media} of the framework property {@code dalbox.home}. */
    @Activate
    public MountedStorages(BundleContext context) {
        this(Map.of("media", new LocalMount(Path.of(context.getProperty("dalbox.home"), "media"))));
    }

    MountedStorages(Map<String, Mount> mounts) {
        this.mounts = new TreeMap<>(mounts);
    }

    @Override
    public List<String> names() {
        return List.copyOf(mounts.keySet());
    }

    @Override
    public Optional<FileInfo> info(StoragePath path) throws IOException {
        return mount(path).info(path);
    }

    @Override
    public List<FileInfo> list(StoragePath folder) throws IOException {
        return mount(folder).list(folder);
    }

    @Override
    public FileChannel open(StoragePath path, Set<? extends OpenOption> options) throws IOException {
        return mount(path).open(path, options);
    }

    @Override
    public void move(StoragePath from, StoragePath to) throws IOException {
        if (!from.storage().equals(to.storage())) {
            throw new IOException("Cannot rename " + from + " to " + to + ": they are on different storages");
        }
        mount(from).move(from, to);
    }

    @Override
    public void delete(StoragePath path) throws IOException {
        mount(path).delete(path);
    }

    @Override
    public long usableBytes(StoragePath path) throws IOException {
        return mount(path).usableBytes();
    }

    Mount mount(StoragePath path) throws NoSuchFileException {
        Mount mount = mounts.get(path.storage());
        if (mount == null) {
            throw new NoSuchFileException(
                    path.storage() + ":/",
                    null,
                    "There is no storage of that name; there are " + String.join(", ", mounts.keySet()));
        }
        return mount;
    }
}
