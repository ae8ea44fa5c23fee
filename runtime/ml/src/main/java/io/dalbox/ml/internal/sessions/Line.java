package io.dalbox.ml.internal.sessions;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Who waits for room, in the order in which they came, so that a large model gets its room although small ones come and go. Guarded by
 * the cache's lock.
 */
final class Line {

    private final Deque<Thread> waiting = new ArrayDeque<>();
    private final SessionTable table;

    Line(SessionTable table) {
        this.table = table;
    }

    int size() {
        return waiting.size();
    }

    /** Stands at its end, unless the calling thread is in it already. */
    void join() {
        if (!waiting.contains(Thread.currentThread())) {
            waiting.addLast(Thread.currentThread());
        }
    }

    void leave() {
        waiting.remove(Thread.currentThread());
    }

    /** Whether it is the calling thread's turn. Who holds a session goes first: others may be waiting for just that one. */
    boolean turn() {
        Thread self = Thread.currentThread();
        return waiting.isEmpty() || waiting.peekFirst() == self || table.users().anyMatch(self::equals);
    }

    /** Whether somebody uses a session who is not waiting for another one, and so will give it back. */
    boolean hope() {
        return table.users().anyMatch(user -> !waiting.contains(user));
    }
}
