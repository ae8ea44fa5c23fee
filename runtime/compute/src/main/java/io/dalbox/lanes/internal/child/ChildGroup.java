package io.dalbox.lanes.internal.child;

import io.dalbox.lanes.internal.os.ProcessGroup;
import io.dalbox.lanes.internal.os.ProcessGroup.Signal;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running child with its process group.
 *
 * <p>Running, then ending (SIGTERM sent, SIGKILL arranged), then gone; never back. Once it is gone no signal is sent any more, since
 * the number may be another's. Thread-safe.
 */
final class ChildGroup {

    /** SIGKILL works at once, unless the kernel itself waits, for a disk or a network folder. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How often to look behind zombies. */
    private static final int THOROUGH = 10;

    private static final Logger LOG = LoggerFactory.getLogger(ChildGroup.class);

    final Process process;
    private final String program;
    private final ProcessGroup group;
    private final ChildHost host;
    private @Nullable Future<?> kill;
    private boolean ending;
    private boolean gone;
    private long killed;
    private int looks;

    ChildGroup(String program, Process process, ChildHost host) {
        this.program = program;
        this.process = process;
        this.group = new ProcessGroup(process.pid());
        this.host = host;
    }

    /** Asks all of it to end, and makes it so after {@code grace}. Does not wait. */
    synchronized void end(Duration grace) {
        if (ending || gone) {
            return;
        }
        ending = true;
        if (!group.send(Signal.TERM)) {
            // Not in its own group yet. The handle makes sure that the pid is still this process.
            process.toHandle().destroy();
        }
        kill = host.later(grace, this::kill);
    }

    /** Returns whether nothing of it runs any more, or it was given up. */
    synchronized boolean isGone() {
        if (gone) {
            return true;
        }
        looks++;
        gone = !process.isAlive() && !group.runs(looks % THOROUGH == 0);
        if (!gone && killed != 0 && System.nanoTime() - killed > PATIENCE.toNanos()) {
            LOG.warn(
                    "{} (process group {}) does not end although it was killed; it ends when the disk or the network that it"
                            + " waits for answers",
                    program,
                    group.id());
            gone = true;
        }
        if (gone && kill != null) {
            kill.cancel(false);
        }
        return gone;
    }

    private synchronized void kill() {
        if (gone) {
            return;
        }
        killed = System.nanoTime();
        if (!group.send(Signal.KILL)) {
            process.toHandle().destroyForcibly();
        }
    }
}
