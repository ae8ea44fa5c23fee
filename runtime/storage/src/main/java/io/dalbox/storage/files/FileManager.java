package io.dalbox.storage.files;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a person does with the files of the storages. Nothing is ever replaced, and what is deleted waits in the trash of its
 * storage. Every method throws {@link NoSuchFileException} when the storage or the file does not exist. Thread-safe; calls block.
 */
@ProviderType
public interface FileManager {

    /**
     * Returns a part of a folder. The whole folder is looked at but only one page of it is kept, so a folder of any size can be
     * paged through. What appears or vanishes meanwhile makes no entry come twice.
     *
     * @throws IllegalArgumentException if the cursor is none
     */
    FilePage page(FileQuery query) throws IOException;

    /** Returns how many bytes the file system of a storage holds, used or not. */
    long totalBytes(StoragePath path) throws IOException;

    /**
     * Makes a folder, and those above it.
     *
     * @throws FileAlreadyExistsException if the name is taken
     */
    FileInfo makeFolder(StoragePath path) throws IOException;

    /**
     * Moves or renames a file or a folder with all that is in it, within one storage.
     *
     * @throws FileAlreadyExistsException if {@code to} exists
     */
    FileInfo move(StoragePath from, StoragePath to) throws IOException;

    /**
     * Writes a new file. Until all of it is there, nothing is seen at {@code path}; what comes incomplete leaves nothing.
     *
     * @throws FileAlreadyExistsException if {@code path} exists
     */
    FileInfo write(StoragePath path, InputStream content) throws IOException;

    /** Moves a file or a folder into the trash of its storage, where it stays for thirty days. */
    TrashedFile trash(StoragePath path) throws IOException;

    /** Returns what is in the trash of a storage, the newest first. */
    List<TrashedFile> trashed(String storage) throws IOException;

    /**
     * Brings something back to where it was.
     *
     * @throws FileAlreadyExistsException if something else has its place by now
     */
    FileInfo restore(String storage, String id) throws IOException;

    /** Deletes something in the trash for good. Does nothing when there is none. */
    void purge(String storage, String id) throws IOException;
}
