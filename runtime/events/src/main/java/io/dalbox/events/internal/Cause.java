package io.dalbox.events.internal;

import io.dalbox.event.EventInfo;
import org.jspecify.annotations.Nullable;

/** Remembers, on the thread of a delivery, which event is being handled, so that what it publishes names its cause. */
final class Cause {

    private static final ScopedValue<EventInfo> CURRENT = ScopedValue.newInstance();

    private Cause() {}

    static <T, X extends Exception> T during(EventInfo event, ScopedValue.CallableOp<T, X> handling) throws X {
        return ScopedValue.where(CURRENT, event).call(handling);
    }

    /** Returns the event being handled on this thread, or {@code null}. */
    static @Nullable EventInfo current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }
}
