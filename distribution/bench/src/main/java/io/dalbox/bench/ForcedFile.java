package io.dalbox.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is written and forced to the disk as the database's log is: a few pages at once, from the start again after a while. */
final class ForcedFile implements AutoCloseable {

    /** An event writes 4.4 pages of the log on the average, each with a header. */
    private static final int BYTES = 4 * (4096 + 24);

    private static final long LENGTH = 16L << 20;

    private final FileChannel file;

    ForcedFile(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    void write() throws IOException {
        if (file.position() > LENGTH) {
            file.position(0);
        }
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
