package io.dalbox.storage.internal;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.files.FileManager;
import io.dalbox.storage.files.FilePage;
import io.dalbox.storage.files.FileQuery;
import io.dalbox.storage.files.TrashedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Does what a person asks for on the mount it concerns. */
@Component(service = FileManager.class)
public final class ManagedFiles implements FileManager {

    private final MountedStorages storages;
    private final InstantSource clock;

    /** Manages what is mounted. */
    @Activate
    public ManagedFiles(@Reference MountedStorages storages) {
        this(storages, InstantSource.system());
    }

    ManagedFiles(MountedStorages storages, InstantSource clock) {
        this.storages = storages;
        this.clock = clock;
    }

    @Override
    public FilePage page(FileQuery query) throws IOException {
        return storages.mount(query.folder()).page(query);
    }

    @Override
    public long totalBytes(StoragePath path) throws IOException {
        return storages.mount(path).totalBytes();
    }

    @Override
    public FileInfo makeFolder(StoragePath path) throws IOException {
        Mount mount = changing(path);
        mount.makeFolder(path);
        return there(mount, path);
    }

    @Override
    public FileInfo move(StoragePath from, StoragePath to) throws IOException {
        Mount mount = changing(from);
        changing(to);
        if (!from.storage().equals(to.storage())) {
            throw new AccessDeniedException(to.toString(), null, "Files are moved within one storage only");
        }
        FileInfo moved = there(mount, from);
        if (moved.folder()) {
            mount.moveFolder(from, to);
        } else {
            mount.move(from, to);
        }
        return there(mount, to);
    }

    @Override
    public FileInfo write(StoragePath path, InputStream content) throws IOException {
        Mount mount = changing(path);
        if (mount.info(path).isPresent()) {
            throw new FileAlreadyExistsException(path.toString());
        }
        StoragePath part = trash(mount, path.storage()).part();
        try {
            try (FileChannel file = mount.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                content.transferTo(Channels.newOutputStream(file));
                file.force(true);
            }
            mount.move(part, path);
        } finally {
            mount.delete(part);
        }
        return there(mount, path);
    }

    @Override
    public TrashedFile trash(StoragePath path) throws IOException {
        Mount mount = changing(path);
        return trash(mount, path.storage()).add(there(mount, path));
    }

    @Override
    public List<TrashedFile> trashed(String storage) throws IOException {
        return trash(storage).list();
    }

    @Override
    public FileInfo restore(String storage, String id) throws IOException {
        StoragePath path = trash(storage).restore(id);
        return there(storages.mount(path), path);
    }

    @Override
    public void purge(String storage, String id) throws IOException {
        trash(storage).purge(id);
    }

    private Trash trash(String storage) throws IOException {
        return trash(storages.mount(new StoragePath(storage, List.of())), storage);
    }

    private Trash trash(Mount mount, String storage) {
        return new Trash(mount, storage, clock);
    }

    /** The trash changes by being used only; the root always stays. */
    private Mount changing(StoragePath path) throws IOException {
        if (path.segments().isEmpty()) {
            throw new AccessDeniedException(path.toString(), null, "It is the root of the storage");
        }
        if (path.segments().getFirst().equals(Trash.FOLDER)) {
            throw new AccessDeniedException(path.toString(), null, "It is the trash of the storage");
        }
        return storages.mount(path);
    }

    private static FileInfo there(Mount mount, StoragePath path) throws IOException {
        return mount.info(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
    }
}
