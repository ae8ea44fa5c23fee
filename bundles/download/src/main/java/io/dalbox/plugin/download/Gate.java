package io.dalbox.plugin.download;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets a number of downloads run at once, first come first served. The number can change at any time. Thread-safe. */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Object> waiting = new ArrayDeque<>();
    private int places;
    private int taken;

    Gate(int places) {
        this.places = places;
    }

    void places(int places) {
        lock.lock();
        try {
            this.places = places;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a place if one is free and nobody waits. */
    boolean tryEnter() {
        lock.lock();
        try {
            if (taken >= places || !waiting.isEmpty()) {
                return false;
            }
            taken++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a place. */
    void enter() throws InterruptedException {
        Object ticket = new Object();
        lock.lockInterruptibly();
        try {
            waiting.addLast(ticket);
            try {
                while (taken >= places || waiting.peekFirst() != ticket) {
                    changed.await();
                }
                taken++;
            } finally {
                waiting.remove(ticket);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            taken--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
