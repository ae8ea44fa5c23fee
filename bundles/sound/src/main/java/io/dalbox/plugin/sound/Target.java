package io.dalbox.plugin.sound;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Writes new files; what exists is never replaced. */
final class Target {

    private static final int CHUNK = 1 << 16;

    private Target() {}

    /** What is done between two chunks. */
    @FunctionalInterface
    interface Check {
        /** Throws when it shall stop. */
        void run();
    }

    /** Writes all of a stream, or nothing. */
    static void write(Storages storages, StoragePath path, InputStream bytes, Check check) throws IOException {
        FileChannel file;
        try {
            file = storages.open(path, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
        } catch (FileAlreadyExistsException e) {
            throw Analyzer.problem(
                    Kind.CONFLICT, path + " exists already; choose another name, nothing is replaced", e);
        }
        boolean done = false;
        try (file) {
            byte[] chunk = new byte[CHUNK];
            for (int count = bytes.read(chunk); count >= 0; count = bytes.read(chunk)) {
                check.run();
                ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, count);
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
            }
            file.force(true);
            done = true;
        } finally {
            if (!done) {
                storages.delete(path);
            }
        }
    }

    /** Refuses a name that is taken, before any work is done. */
    static void requireFree(Storages storages, StoragePath path) throws IOException {
        if (storages.info(path).isPresent()) {
            throw new ActionException(
                    Kind.CONFLICT, "/save_path", path + " exists already; choose another name, nothing is replaced");
        }
    }
}
