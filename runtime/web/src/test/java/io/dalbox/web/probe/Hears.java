package io.dalbox.web.probe;

import io.dalbox.event.EventInfo;
import io.dalbox.event.EventSubscriber;

/** Counts events. */
public final class Hears implements EventSubscriber<Hears.Asked> {

    /** What it wants to know. */
    public record Asked(String what) {}

    @Override
    public void on(Asked data, EventInfo event) {
        Count.HEARD.incrementAndGet();
    }
}
