package io.dalbox.plugin.download;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.net.FetchResponse;
import io.dalbox.plugin.download.Checkpoint.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one segment into the partial file. Failures that may pass are tried again after growing pauses, from where it was;
 * the count starts anew whenever bytes came that need not be fetched again. Ended by an interrupt.
 */
final class Worker {

    private static final int BUFFER = 512 * 1024;

    private final Transfer transfer;
    private final Segment segment;
    private int failures;
    private boolean ranged;

    Worker(Transfer transfer, Segment segment) {
        this.transfer = transfer;
        this.segment = segment;
    }

    /**
     * Runs until the segment is complete.
     *
     * @param first an answer to read first, which begins where the segment does
     */
    void run(@Nullable FetchResponse first) throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER];
        @Nullable FetchResponse ready = first;
        // A channel of its own: the interrupt that ends this worker closes it, and no other.
        try (FileChannel file = transfer.part().write()) {
            while (!segment.complete()) {
                long before = segment.position();
                try (FetchResponse response = ready == null ? open() : ready) {
                    ready = null;
                    pump(response.body(), file, buffer);
                } catch (IOException e) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new InterruptedException("Asked to stop");
                    }
                    waitAfter(e, before);
                }
            }
        }
    }

    private FetchResponse open() throws IOException {
        Source source = transfer.source();
        if (segment.position() == 0 && (segment.end() < 0 || segment.end() == source.size())) {
            FetchResponse response = transfer.origin().whole();
            if (!Origin.describe(response).sameFile(source)) {
                response.close();
                throw new SourceChangedException("The file on the server has changed");
            }
            return response;
        }
        FetchResponse response = transfer.origin().range(source, segment, failures < 2);
        ranged = true;
        return response;
    }

    private void pump(InputStream body, FileChannel file, byte[] buffer) throws IOException, InterruptedException {
        ByteBuffer bytes = ByteBuffer.wrap(buffer);
        Throttle throttle = transfer.throttle();
        while (!segment.complete()) {
            int room = segment.wanted(throttle.chunk(buffer.length));
            int read = body.read(buffer, 0, room);
            if (read < 0) {
                if (segment.end() >= 0) {
                    throw new IOException("The server ended the file " + Words.bytes(segment.end() - segment.position())
                            + " too early");
                }
                segment.endHere();
                return;
            }
            write(file, bytes.clear().limit(read));
            segment.advance(read);
            transfer.noteProgress();
            if (segment.end() < 0 && segment.position() > transfer.maxSize()) {
                throw new ActionException(
                        Kind.CONFLICT,
                        "The file is larger than the limit of " + Words.bytes(transfer.maxSize())
                                + ". Raise the limit, then retry");
            }
            throttle.take(read);
        }
    }

    private void write(FileChannel file, ByteBuffer bytes) throws IOException {
        long at = segment.position();
        try {
            while (bytes.hasRemaining()) {
                at += file.write(bytes, at);
            }
        } catch (IOException e) {
            throw DiskException.writing(transfer.part().path().toString(), e);
        }
    }

    private void waitAfter(IOException e, long before) throws IOException, InterruptedException {
        if (transfer.source().validator() == null || !(transfer.source().ranges() || ranged)) {
            // Without a way to go on from here it can only begin anew, and the bytes that came do not count.
            segment.rewind();
        } else if (segment.position() > before) {
            failures = 0;
        }
        failures++;
        // Some servers refuse connections beyond a number: as long as others bring something, this one waits its turn.
        boolean othersGoOn = failures >= transfer.tuning().tries()
                && transfer.progressSince(transfer.tuning().idle());
        Attempts.pauseOrThrow(e, othersGoOn ? 1 : failures, transfer.tuning());
    }
}
