package io.dalbox.ml.internal.fetch;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.ml.ModelProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a file, and tells a disk that is full from a network that fails. */
final class Writing {

    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final ModelProgress progress;

    Writing(Path file, ModelProgress progress) {
        this.file = file;
        this.progress = progress;
    }

    /**
     * Copies a stream of exactly {@code size} bytes into a new file.
     *
     * @throws BadFileException if there are more or fewer; more are not written
     */
    void all(InputStream in, long size) throws IOException {
        long done = from(in, 0, size, size);
        if (done < size) {
            throw new BadFileException("it has " + done + " bytes, and " + size + " were declared");
        }
    }

    /**
     * Writes a stream into the file, from {@code start} on, to its end.
     *
     * @param most the largest size that the file may get
     * @param total for the progress; negative when unknown
     * @return the size of the file
     */
    long from(InputStream in, long start, long most, long total) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long done = start;
        try (OutputStream out = open(start)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (done + read > most) {
                    throw new BadFileException("it is larger than the " + most + " bytes that it may have");
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("It was asked to stop");
                }
                write(out, chunk, read);
                done += read;
                progress.at(done, total);
            }
        }
        return done;
    }

    private OutputStream open(long start) throws IOException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return start > 0
                    ? Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                    : Files.newOutputStream(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void write(OutputStream out, byte[] chunk, int length) {
        try {
            out.write(chunk, 0, length);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private ActionException unwritable(IOException e) {
        return new ActionException(
                Kind.CONFLICT,
                "The model cannot be written to " + file.toAbsolutePath().getParent() + ": " + e.getMessage()
                        + ". Free some space there, then install it again; what has come is kept.");
    }
}
