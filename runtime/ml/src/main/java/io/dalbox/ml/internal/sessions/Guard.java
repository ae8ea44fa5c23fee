package io.dalbox.ml.internal.sessions;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The options of one use of a session: ends its runs from another thread, and never touches them once they are freed. */
final class Guard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final RunOptions options;
    private boolean stopped;
    private boolean closed;

    Guard() throws OrtException {
        options = new RunOptions();
    }

    RunOptions options() {
        return options;
    }

    synchronized void stop() {
        stopped = true;
        if (!closed) {
            try {
                options.setTerminate(true);
            } catch (OrtException e) {
                LOG.warn("A run could not be told to end: {}", e.getMessage());
            }
        }
    }

    synchronized boolean stopped() {
        return stopped;
    }

    @Override
    public synchronized void close() {
        closed = true;
        options.close();
    }
}
