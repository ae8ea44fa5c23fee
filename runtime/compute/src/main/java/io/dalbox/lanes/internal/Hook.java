package io.dalbox.lanes.internal;

import io.dalbox.compute.StopHook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How to stop native code. The monitor is what keeps the promise of {@link StopHook#close}: it waits for a hook that is running, so
 * the native object that the hook speaks to may be freed afterwards.
 */
final class Hook implements StopHook {

    private static final Logger LOG = LoggerFactory.getLogger(Hook.class);

    private final Run<?> run;
    private @Nullable Runnable stop;

    Hook(Run<?> run, Runnable stop) {
        this.run = run;
        this.stop = stop;
    }

    synchronized void fire() {
        Runnable once = stop;
        stop = null;
        if (once != null) {
            try {
                once.run();
            } catch (Throwable e) { // a plugin's code on our thread
                LOG.warn("The hook that stops {} failed; it may go on running", run, e);
            }
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            stop = null;
        }
        run.forget(this);
    }
}
