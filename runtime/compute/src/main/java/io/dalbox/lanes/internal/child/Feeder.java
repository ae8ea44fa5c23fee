package io.dalbox.lanes.internal.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the caller's bytes to a child's standard input. */
record Feeder(InputStream from, OutputStream to, Mailbox mailbox) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Feeder.class);

    @Override
    public void run() {
        byte[] buffer = new byte[Pump.CHUNK];
        try (OutputStream pipe = to) {
            int count = read(buffer);
            while (count >= 0) {
                pipe.write(buffer, 0, count);
                pipe.flush();
                count = read(buffer);
            }
        } catch (IOException enough) {
            // A child need not take all of its input; `head` never does.
            LOG.trace("A child took no more input", enough);
        }
    }

    /** Only what the caller's stream throws is a failure. */
    private int read(byte[] buffer) {
        try {
            return from.read(buffer);
        } catch (Throwable failed) {
            mailbox.fail(failed);
            return -1;
        }
    }
}
