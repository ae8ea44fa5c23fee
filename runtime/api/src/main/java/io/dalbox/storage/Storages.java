package io.dalbox.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The mounted storages. The default one is {@code media:}.
 *
 * <p>Links that lead out of a storage are never followed. Every method throws {@link NoSuchFileException} with the storage's
 * name when it is not mounted. Thread-safe; calls block.
 */
@ProviderType
public interface Storages {

    /** Returns the names of what is mounted, in alphabetical order. */
    List<String> names();

    /** Returns what is known of a file or folder; empty when there is none. */
    Optional<FileInfo> info(StoragePath path) throws IOException;

    /** Returns what is directly in a folder, in alphabetical order. */
    List<FileInfo> list(StoragePath folder) throws IOException;

    /**
     * Opens a file for reading or writing at any position. Folders above it are made when {@code options} creates it.
     *
     * @throws FileAlreadyExistsException with {@code CREATE_NEW} when it exists
     */
    FileChannel open(StoragePath path, Set<? extends OpenOption> options) throws IOException;

    /**
     * Renames a file in one step, within one storage.
     *
     * @throws FileAlreadyExistsException if {@code to} exists; nothing is replaced
     */
    void move(StoragePath from, StoragePath to) throws IOException;

    /** Deletes a file, or an empty folder. Does nothing when there is none. */
    void delete(StoragePath path) throws IOException;

    /** Returns how many bytes can still be written to the storage. */
    long usableBytes(StoragePath path) throws IOException;
}
