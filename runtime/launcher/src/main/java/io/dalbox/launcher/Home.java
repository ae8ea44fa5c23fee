package io.dalbox.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The owner's folder: made, checked, and held by one process at a time. */
final class Home implements AutoCloseable {

    private static final List<String> FOLDERS = List.of("plugins", "config", "data", "media", "logs", "cache");

    private final Path folder;
    private final FileChannel lockFile;

    private Home(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    static Home open(Path folder) throws StartException {
        try {
            for (String name : FOLDERS) {
                Files.createDirectories(folder.resolve(name));
            }
            for (String name : FOLDERS) {
                Path probe = folder.resolve(name).resolve(".dalbox-write-test");
                Files.writeString(probe, "");
                Files.delete(probe);
            }
            return new Home(folder, lock(folder));
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.HOME_UNUSABLE,
                    "The home folder " + folder + " cannot be written: " + reason(e)
                            + ". Give the user that runs Dalbox the right to write there, or choose another with --home DIR.",
                    e);
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    // The system drops the lock with the process, so a kill -9 leaves nothing behind that has to be cleaned up.
    private static FileChannel lock(Path folder) throws IOException, StartException {
        FileChannel channel = FileChannel.open(
                folder.resolve("data").resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new StartException(
                    ExitCode.HOME_IN_USE,
                    "Another Dalbox already runs with the home folder " + folder
                            + ". Stop it first, or choose another home with --home DIR.");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
        return e.getClass().getSimpleName().replace("Exception", "") + message;
    }
}
