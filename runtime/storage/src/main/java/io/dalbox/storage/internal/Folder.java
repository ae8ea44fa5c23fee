package io.dalbox.storage.internal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.dalbox.storage.StoragePath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An open folder of a mount; names are looked up relative to it (openat and its kin), whatever happens to its path. */
final class Folder implements AutoCloseable {

    private final SecureDirectoryStream<Path> handle;

    private Folder(SecureDirectoryStream<Path> handle) {
        this.handle = handle;
    }

    /**
     * Walks from {@code root} to a folder, never through a link.
     *
     * @throws NoSuchFileException if there is none
     * @throws NotDirectoryException if a part of the path is a file
     * @throws AccessDeniedException if a part of the path is a link
     */
    static Folder open(Path root, StoragePath path) throws IOException {
        Folder folder = root(root);
        for (int depth = 1; depth <= path.segments().size(); depth++) {
            folder = folder.step(new StoragePath(path.storage(), path.segments().subList(0, depth)));
        }
        return folder;
    }

    /** As {@link #open}, but makes the folders that are missing. */
    static Folder make(Path root, StoragePath path) throws IOException {
        try {
            return open(root, path);
        } catch (NoSuchFileException e) {
            Path parent = root;
            for (int depth = 1; depth <= path.segments().size(); depth++) {
                parent = parent.resolve(path.segments().get(depth - 1));
                StoragePath made =
                        new StoragePath(path.storage(), path.segments().subList(0, depth));
                try (Folder above = open(root, made.parent())) {
                    if (above.attributes(made.name()).isEmpty()) {
                        // Java cannot make a folder relative to an open one. If a parent became a link just now, an
                        // empty
                        // folder appears elsewhere; nothing is written there, since the walk below starts anew.
                        createFolder(parent);
                    }
                }
            }
            return open(root, path);
        }
    }

    private static void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            // Somebody else made it meanwhile; the walk that follows looks what it is.
            return;
        }
    }

    /** Makes the mount's root unless it is there, be it as a link to a folder. */
    static void makeRoot(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root);
        }
    }

    private static Folder root(Path root) throws IOException {
        makeRoot(root);
        DirectoryStream<Path> opened = Files.newDirectoryStream(root);
        if (opened instanceof SecureDirectoryStream<Path> secure) {
            return new Folder(secure);
        }
        opened.close();
        throw new IOException("This system cannot open files relative to a folder, which storages need");
    }

    private Folder step(StoragePath path) throws IOException {
        try (this) {
            Path name = Path.of(path.name());
            BasicFileAttributes found =
                    attributes(path.name()).orElseThrow(() -> new NoSuchFileException(path.toString()));
            if (found.isSymbolicLink()) {
                throw new AccessDeniedException(
                        path.toString(), null, "It is a link, and storages do not follow links");
            }
            if (!found.isDirectory()) {
                throw new NotDirectoryException(path.toString());
            }
            return new Folder(handle.newDirectoryStream(name, NOFOLLOW_LINKS));
        }
    }

    Optional<BasicFileAttributes> attributes(String name) throws IOException {
        try {
            return Optional.of(handle.getFileAttributeView(Path.of(name), BasicFileAttributeView.class, NOFOLLOW_LINKS)
                    .readAttributes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        eachName(names::add);
        return names;
    }

    /** Hands out one name after the other, once for each open folder. */
    void eachName(NameConsumer consumer) throws IOException {
        try {
            for (Path entry : handle) {
                consumer.accept(entry.getFileName().toString());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** What is done with a name. */
    @FunctionalInterface
    interface NameConsumer {
        void accept(String name) throws IOException;
    }

    /** Deletes what has the name, with all that is in it; a link is deleted, not what it leads to. */
    void deleteTree(String name) throws IOException {
        Optional<BasicFileAttributes> found = attributes(name);
        if (found.isEmpty()) {
            return;
        }
        if (!found.get().isDirectory()) {
            deleteFile(name);
            return;
        }
        try (Folder inner = new Folder(handle.newDirectoryStream(Path.of(name), NOFOLLOW_LINKS))) {
            for (String child : inner.names()) {
                inner.deleteTree(child);
            }
        }
        deleteFolder(name);
    }

    FileChannel file(String name, Set<? extends OpenOption> options) throws IOException {
        if (handle.newByteChannel(Path.of(name), options) instanceof FileChannel channel) {
            return channel;
        }
        throw new IOException("This system opens files without positions, which storages need");
    }

    void rename(String name, Folder target, String newName) throws IOException {
        handle.move(Path.of(name), target.handle, Path.of(newName));
    }

    void deleteFile(String name) throws IOException {
        handle.deleteFile(Path.of(name));
    }

    void deleteFolder(String name) throws IOException {
        handle.deleteDirectory(Path.of(name));
    }

    /** Makes the names in it durable. */
    void force() throws IOException {
        try (FileChannel self = file(".", Set.of(StandardOpenOption.READ))) {
            self.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        handle.close();
    }
}
