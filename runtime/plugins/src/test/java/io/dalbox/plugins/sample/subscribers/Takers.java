package io.dalbox.plugins.sample.subscribers;

import io.dalbox.action.ActionException;
import io.dalbox.event.EventInfo;
import io.dalbox.event.EventSubscriber;
import io.dalbox.event.SubscribesTo;
import org.osgi.service.component.annotations.Component;

/** Subscribers to ticks. */
public final class Takers {

    private Takers() {}

    /** What they read. */
    public record Seen(int number) {}

    /** Is not ready the first time. */
    @Component
    @SubscribesTo(type = "subscribers.tick", attempts = 3, concurrency = 2, maxAge = "2h")
    public static final class Patient implements EventSubscriber<Seen> {

        private boolean ready;

        @Override
        public synchronized void on(Seen data, EventInfo event) {
            if (!ready) {
                ready = true;
                throw new ActionException(ActionException.Kind.UNAVAILABLE, "Not ready yet.");
            }
            System.setProperty("dalbox.test.taken", String.valueOf(data.number()));
        }
    }

    /** Asks for too many attempts. */
    @Component
    @SubscribesTo(type = "subscribers.tick", attempts = 1000)
    public static final class Stubborn implements EventSubscriber<Seen> {
        @Override
        public void on(Seen data, EventInfo event) {}
    }

    /** Asks for too many at once. */
    @Component
    @SubscribesTo(type = "subscribers.tick", concurrency = 0)
    public static final class Nobody implements EventSubscriber<Seen> {
        @Override
        public void on(Seen data, EventInfo event) {}
    }

    /** Names no time. */
    @Component
    @SubscribesTo(type = "subscribers.tick", maxAge = "soon")
    public static final class Vague implements EventSubscriber<Seen> {
        @Override
        public void on(Seen data, EventInfo event) {}
    }
}
