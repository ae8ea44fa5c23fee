package io.dalbox.storage.internal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.files.FilePage;
import io.dalbox.storage.files.FileQuery;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder of this machine.
 *
 * <p>Every step from the mount's root is taken relative to the open folder before it and never through a symbolic link, so
 * what somebody changes on the way cannot lead outside. Links inside the storage are neither followed nor listed; the root
 * itself may be one.
 */
final class LocalMount implements Mount {

    private final Path root;

    /** A mount of {@code root}; made when it is first needed. */
    LocalMount(Path root) {
        this.root = root;
    }

    @Override
    public Optional<FileInfo> info(StoragePath path) throws IOException {
        if (path.segments().isEmpty()) {
            Folder.makeRoot(root);
            BasicFileAttributes found = Files.readAttributes(root, BasicFileAttributes.class);
            return Optional.of(
                    new FileInfo(path, true, 0, found.lastModifiedTime().toInstant()));
        }
        try (Folder folder = Folder.open(root, path.parent())) {
            return folder.attributes(path.name()).filter(LocalMount::plain).map(found -> info(path, found));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<FileInfo> list(StoragePath path) throws IOException {
        List<FileInfo> found = new ArrayList<>();
        try (Folder folder = Folder.open(root, path)) {
            folder.eachName(name -> listed(folder, path, name).ifPresent(found::add));
        }
        found.sort(Comparator.comparing(FileInfo::path));
        return found;
    }

    @Override
    public FilePage page(FileQuery query) throws IOException {
        PageCut cut = new PageCut(query);
        try (Folder folder = Folder.open(root, query.folder())) {
            folder.eachName(name -> {
                if (cut.wants(name)) {
                    listed(folder, query.folder(), name).ifPresent(cut::add);
                }
            });
        }
        return cut.page();
    }

    /**
     * Names that no path can say (other programs may have made them) cannot be worked with; links are not followed; what is in
     * the trash is gone for everybody but who looks there. What has just vanished is not there either.
     */
    private static Optional<FileInfo> listed(Folder folder, StoragePath path, String name) throws IOException {
        if (path.segments().isEmpty() && name.equals(Trash.FOLDER)) {
            return Optional.empty();
        }
        Optional<StoragePath> child = child(path, name);
        return child.isEmpty()
                ? Optional.empty()
                : folder.attributes(name).filter(LocalMount::plain).map(found -> info(child.get(), found));
    }

    @Override
    public FileChannel open(StoragePath path, Set<? extends OpenOption> options) throws IOException {
        requireName(path);
        boolean creates =
                options.contains(StandardOpenOption.CREATE) || options.contains(StandardOpenOption.CREATE_NEW);
        try (Folder folder = creates ? Folder.make(root, path.parent()) : Folder.open(root, path.parent())) {
            Optional<BasicFileAttributes> there = folder.attributes(path.name());
            if (there.isPresent() && !there.get().isRegularFile()) {
                if (options.contains(StandardOpenOption.CREATE_NEW)) {
                    throw new FileAlreadyExistsException(path.toString());
                }
                throw new AccessDeniedException(path.toString(), null, "It is " + kind(there.get()) + ", not a file");
            }
            Set<OpenOption> used = new HashSet<>(options);
            used.add(NOFOLLOW_LINKS);
            return folder.file(path.name(), used);
        } catch (FileSystemException e) {
            throw named(e, path);
        }
    }

    @Override
    public void move(StoragePath from, StoragePath to) throws IOException {
        requireName(from);
        requireName(to);
        try (Folder source = Folder.open(root, from.parent());
                Folder target = Folder.make(root, to.parent())) {
            BasicFileAttributes moved =
                    source.attributes(from.name()).orElseThrow(() -> new NoSuchFileException(from.toString()));
            if (!moved.isRegularFile()) {
                throw new AccessDeniedException(from.toString(), null, "It is " + kind(moved) + ", not a file");
            }
            // Renaming replaces what is there. So the name is claimed first with an empty file of our own, which fails
            // when
            // the name is taken by anybody; only that empty file is replaced. A crash between the two leaves it behind.
            target.file(to.name(), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, NOFOLLOW_LINKS))
                    .close();
            try {
                source.rename(from.name(), target, to.name());
            } catch (IOException e) {
                target.deleteFile(to.name());
                throw e;
            }
            target.force();
        } catch (FileSystemException e) {
            throw named(e, e.getFile() != null && e.getFile().equals(to.name()) ? to : from);
        }
    }

    @Override
    public void makeFolder(StoragePath path) throws IOException {
        requireName(path);
        try (Folder above = Folder.make(root, path.parent())) {
            if (above.attributes(path.name()).isPresent()) {
                throw new FileAlreadyExistsException(path.toString());
            }
        }
        Folder.make(root, path).close();
    }

    @Override
    public void moveFolder(StoragePath from, StoragePath to) throws IOException {
        requireName(from);
        requireName(to);
        if (from.contains(to)) {
            throw new AccessDeniedException(to.toString(), null, "A folder cannot be moved into itself");
        }
        // As with files, the name is claimed first: only the empty folder of our own is replaced.
        makeFolder(to);
        try (Folder source = Folder.open(root, from.parent());
                Folder target = Folder.open(root, to.parent())) {
            source.rename(from.name(), target, to.name());
            target.force();
        } catch (IOException e) {
            delete(to);
            throw e instanceof FileSystemException known ? named(known, from) : e;
        }
    }

    @Override
    public void deleteTree(StoragePath path) throws IOException {
        requireName(path);
        try (Folder folder = Folder.open(root, path.parent())) {
            folder.deleteTree(path.name());
        } catch (NoSuchFileException e) {
            // Nothing there is what was asked for.
            return;
        }
    }

    @Override
    public void delete(StoragePath path) throws IOException {
        requireName(path);
        try (Folder folder = Folder.open(root, path.parent())) {
            Optional<BasicFileAttributes> there = folder.attributes(path.name());
            if (there.isPresent() && there.get().isDirectory()) {
                folder.deleteFolder(path.name());
            } else if (there.isPresent()) {
                folder.deleteFile(path.name());
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Nothing there is what was asked for.
            return;
        } catch (DirectoryNotEmptyException e) {
            throw new DirectoryNotEmptyException(path.toString());
        }
    }

    @Override
    public long usableBytes() throws IOException {
        Folder.makeRoot(root);
        return Files.getFileStore(root).getUsableSpace();
    }

    @Override
    public long totalBytes() throws IOException {
        Folder.makeRoot(root);
        return Files.getFileStore(root).getTotalSpace();
    }

    private static void requireName(StoragePath path) throws AccessDeniedException {
        if (path.segments().isEmpty()) {
            throw new AccessDeniedException(path.toString(), null, "It is the root of the storage");
        }
    }

    private static Optional<StoragePath> child(StoragePath folder, String name) {
        try {
            return Optional.of(folder.resolve(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean plain(BasicFileAttributes found) {
        return found.isRegularFile() || found.isDirectory();
    }

    private static String kind(BasicFileAttributes found) {
        return found.isDirectory() ? "a folder" : found.isSymbolicLink() ? "a link, which is not followed" : "a device";
    }

    private static FileInfo info(StoragePath path, BasicFileAttributes found) {
        long size = found.isDirectory() ? 0 : found.size();
        return new FileInfo(
                path, found.isDirectory(), size, found.lastModifiedTime().toInstant());
    }

    /** Says the storage path where the file system said a bare name. */
    private static FileSystemException named(FileSystemException e, StoragePath path) {
        FileSystemException clear = switch (e) {
            case FileAlreadyExistsException _ -> new FileAlreadyExistsException(path.toString());
            case NoSuchFileException _ -> new NoSuchFileException(path.toString(), null, e.getReason());
            case AccessDeniedException _ -> new AccessDeniedException(path.toString(), null, e.getReason());
            case NotDirectoryException _ -> e;
            default -> new FileSystemException(path.toString(), null, e.getReason());
        };
        if (clear != e) {
            clear.initCause(e);
        }
        return clear;
    }
}
