package io.dalbox.compute;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs external programs, such as ffmpeg. The only door to processes that plugins should use.
 *
 * <p>A child gets an argument list and never a shell, a small clean environment, the lowest CPU priority, and a process group of
 * its own. The group lives no longer than the call: whatever ends the call, and also the death of the runtime itself, kills what
 * is left of the group. Only a process that makes itself the leader of a new session (a daemon) leaves it.
 *
 * <p>Each bundle that gets this service gets its own view of it, with a number of children that may run at once; a call beyond it
 * waits its turn. When the bundle stops or lets go of the service, its children are killed. Thread-safe.
 */
@ProviderType
public interface Children {

    /**
     * Runs a program and waits for its end. Call it from a virtual thread or a CPU thread, never while holding a lock.
     *
     * <p>Listeners are called on this thread, one at a time. To cancel, interrupt this thread. A child that shall end is sent
     * SIGTERM with its whole group, and after {@link ChildCommand#grace} SIGKILL; this call returns when the group is gone.
     *
     * @return how it ended, also when its exit code is not 0: see {@link ChildResult#orThrow}
     * @throws ChildException if the program is missing, cannot be started, or goes beyond its time or its output
     * @throws InterruptedException if this thread was interrupted, waiting for its turn or for the child; the child is dead
     * @throws CancellationException if the bundle stopped meanwhile; the child is dead
     * @throws RejectedExecutionException if the bundle has stopped before
     * @throws IOException what a listener, the input or the output threw, as it was thrown; so do unchecked exceptions come out.
     *     The child is dead
     */
    ChildResult run(ChildCommand command) throws IOException, InterruptedException;
}
