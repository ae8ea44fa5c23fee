package io.dalbox.events.internal;

import io.dalbox.event.EventInfo;
import org.jspecify.annotations.Nullable;

/** Remembers, on the thread of a delivery, which event is being handled, so that what it publishes names its cause. */
final class Cause {

    private static final ScopedValue<EventInfo> CURRENT = ScopedValue.newInstance();

    private Cause() {}

    static <X extends Exception> void during(EventInfo event, Handling<X> handling) throws X {
        ScopedValue.where(CURRENT, event).<@Nullable Void, X>call(() -> {
            handling.run();
            return null;
        });
    }

    /** Returns the event being handled on this thread, or {@code null}. */
    static @Nullable EventInfo current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    @FunctionalInterface
    interface Handling<X extends Exception> {
        void run() throws X;
    }
}
