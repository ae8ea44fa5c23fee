package io.dalbox.web.probe;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts its calls. */
public final class Count implements Action<Count.In, Count.Out> {

    static final AtomicInteger HEARD = new AtomicInteger();

    private final AtomicInteger calls = new AtomicInteger();

    /** Whether to fail. */
    public record In(boolean fail) {}

    /** How often it was called, and how many events came. */
    public record Out(int calls, int heard) {}

    @Override
    public Out call(In input, ActionContext context) {
        if (input.fail()) {
            throw new ActionException(ActionException.Kind.CONFLICT, "Not now.");
        }
        return new Out(calls.incrementAndGet(), HEARD.get());
    }
}
