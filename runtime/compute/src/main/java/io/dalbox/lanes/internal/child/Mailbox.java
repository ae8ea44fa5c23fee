package io.dalbox.lanes.internal.child;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a child's streams bring, on its way to the calling thread.
 *
 * <p>It holds little: when the caller is slow, the readers wait, the pipe fills, and the child waits. Thread-safe.
 */
final class Mailbox {

    /** With {@link Pump#CHUNK} this bounds the memory of one child to a quarter of a MiB. */
    private static final int MOST = 8;

    /** Where bytes come from. */
    enum Source {
        OUT,
        ERR
    }

    /** Bytes that came together. */
    record Chunk(Source source, byte[] bytes) {}

    /** Whether anybody listens. */
    private enum State {
        OPEN,
        /** What comes is dropped, so that a child that shall end is not held up by a full pipe. */
        DEAF,
        /** The child is gone; who still has something to say is not of its group. */
        GONE
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private State state = State.OPEN;
    private int sources;
    private @Nullable Throwable failure;

    /** {@code sources} streams will bring something and end. */
    Mailbox(int sources) {
        this.sources = sources;
    }

    /** Waits for room; returns false when there is no point in bringing more. */
    boolean put(Chunk chunk) {
        lock.lock();
        try {
            while (state == State.OPEN && chunks.size() >= MOST) {
                changed.awaitUninterruptibly();
            }
            if (state == State.OPEN) {
                chunks.add(chunk);
                changed.signalAll();
            }
            return state != State.GONE;
        } finally {
            lock.unlock();
        }
    }

    /** A stream has ended. */
    void ended() {
        lock.lock();
        try {
            sources--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The caller's own input failed. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody listens any more. */
    void deafen() {
        leave(State.DEAF);
    }

    /** Nothing more is expected. */
    void close() {
        leave(State.GONE);
    }

    /** Waits for a chunk; returns null when none came in time, and at once when none will come or something is wrong. */
    @Nullable
    Chunk next(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (state == State.OPEN && chunks.isEmpty() && sources > 0 && failure == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            Chunk chunk = chunks.poll();
            changed.signalAll();
            return chunk;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether somebody listens. */
    boolean isOpen() {
        lock.lock();
        try {
            return state == State.OPEN;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether all streams have ended and been taken. */
    boolean isDrained() {
        lock.lock();
        try {
            return sources == 0 && chunks.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Returns why the caller's own input failed, if it did. */
    @Nullable
    Throwable failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    private void leave(State next) {
        lock.lock();
        try {
            state = next;
            chunks.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
