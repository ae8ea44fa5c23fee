package io.dalbox.lanes.internal.child;

import io.dalbox.lanes.internal.child.Mailbox.Chunk;
import io.dalbox.lanes.internal.child.Mailbox.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one stream of a child to its mailbox. Knows nothing of the caller, so that a reader that hangs holds nothing of it. */
record Pump(InputStream from, Source source, Mailbox to, CountDownLatch ready) implements Runnable {

    /** In bytes: what a pipe gives at once, more or less. */
    static final int CHUNK = 32 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);

    @Override
    public void run() {
        byte[] buffer = new byte[CHUNK];
        // When the process ends, the JDK (25) takes this monitor, reads into one array until the pipe has nothing to
        // give for a moment,
        // and closes it. What the process left behind may print on: then that array has no bound, and the rest would be
        // lost. So it
        // must find the stream at its end, or closed.
        synchronized (from) {
            ready.countDown();
            try (InputStream pipe = from) {
                int count = pipe.read(buffer);
                while (count >= 0 && to.put(new Chunk(source, Arrays.copyOf(buffer, count)))) {
                    count = pipe.read(buffer);
                }
            } catch (IOException broken) {
                LOG.debug("The {} of a child cannot be read any more", source, broken);
            } finally {
                to.ended();
            }
        }
    }
}
