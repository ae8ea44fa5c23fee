package io.dalbox.lanes.internal;

import io.dalbox.lanes.LaneNotice;
import io.dalbox.lanes.Lanes.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says to the log, and to whoever listens, what the owner of the server should know. */
final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger("io.dalbox.lanes");

    private final List<Consumer<LaneNotice>> listeners = new CopyOnWriteArrayList<>();

    Subscription listen(Consumer<LaneNotice> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** On a thread of its own: listeners write to the database, and the caller may hold a lock or be out of memory. */
    void tell(LaneNotice notice) {
        Thread.ofVirtual().name("dalbox-notice").start(() -> {
            log(notice);
            listeners.forEach(listener -> tell(listener, notice));
        });
    }

    private static void tell(Consumer<LaneNotice> listener, LaneNotice notice) {
        try {
            listener.accept(notice);
        } catch (RuntimeException e) {
            LOG.warn("A notice of the lanes could not be passed on: {}", notice, e);
        }
    }

    private static void log(LaneNotice notice) {
        switch (notice) {
            case LaneNotice.Waiting(String owner, String name, int waiting, double seconds) ->
                LOG.warn(
                        "{} piece(s) of CPU work of {} wait, \"{}\" for {} s; the CPU lane is busy with other work",
                        waiting,
                        owner,
                        name,
                        Math.round(seconds));
            case LaneNotice.Abandoned(String owner, String name, double seconds) ->
                LOG.warn(
                        "\"{}\" of {} does not end although it was asked to, after running for {} s; it is abandoned and"
                                + " goes on beside the lane until Dalbox is restarted or it ends by itself",
                        name,
                        owner,
                        Math.round(seconds));
            case LaneNotice.OutOfMemory(String owner, String name, long bytes) ->
                LOG.error(
                        "Memory ran out. \"{}\" of {} had allocated most of all that was running: {} MiB. Give Dalbox more"
                                + " with DALBOX_JAVA_OPTS=-Xmx…, or turn that plugin off",
                        name,
                        owner,
                        bytes >> 20);
        }
    }
}
