package io.dalbox.hooks.internal;

import io.dalbox.events.Journal;
import io.dalbox.events.RetryPolicy;
import io.dalbox.events.SubscriptionSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The subscriptions of the hooks that send. Thread-safe. */
final class Senders {

    private final Journal journal;
    private final RetryPolicy retry;
    private final Function<String, Sender> senders;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Running> running = new HashMap<>();

    private record Running(String type, Journal.Registration registration) {}

    Senders(Journal journal, RetryPolicy retry, Function<String, Sender> senders) {
        this.journal = journal;
        this.retry = retry;
        this.senders = senders;
    }

    /** Makes what runs fit what is stored. Waits for a delivery under way, so it is not for the thread of one. */
    void fit(Stored hook) {
        lock.lock();
        try {
            @Nullable Running now = running.get(hook.id());
            boolean other = now != null && !now.type.equals(hook.spec().type());
            if (now != null && (other || !hook.sends())) {
                running.remove(hook.id());
                now.registration.close();
            }
            if (other) {
                journal.forget(hook.subscriber());
            }
            if (hook.sends() && !running.containsKey(hook.id())) {
                running.put(hook.id(), new Running(hook.spec().type(), subscribe(hook)));
            }
        } finally {
            lock.unlock();
        }
    }

    private Journal.Registration subscribe(Stored hook) {
        Sender sender = senders.apply(hook.id());
        return journal.subscribe(
                new SubscriptionSpec(hook.subscriber(), hook.spec().type(), retry, 1, true), sender::deliver);
    }

    /** Ends one for good. */
    void remove(String id) {
        lock.lock();
        try {
            Running now = running.remove(id);
            if (now != null) {
                now.registration.close();
            }
            journal.forget(Stored.subscriber(id));
        } finally {
            lock.unlock();
        }
    }

    /** Ends all at once, so that several slow ones take no longer than one. */
    void close() throws InterruptedException {
        lock.lock();
        try {
            List<Thread> closing = running.values().stream()
                    .map(one -> Thread.ofVirtual().start(one.registration::close))
                    .toList();
            running.clear();
            for (Thread thread : closing) {
                thread.join();
            }
        } finally {
            lock.unlock();
        }
    }
}
