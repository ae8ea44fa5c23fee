package io.dalbox.plugins.sample.ringer;

import io.dalbox.event.EventInfo;
import io.dalbox.event.EventSubscriber;
import io.dalbox.event.SubscribesTo;
import org.osgi.service.component.annotations.Component;

/** Listens to somebody else. */
@Component
@SubscribesTo(type = "greeter.greeted")
public final class Ear implements EventSubscriber<Ear.Seen> {

    /** What it reads. */
    public record Seen(String name) {}

    @Override
    public void on(Seen data, EventInfo event) {}
}
