package io.dalbox.plugins.sample.greeter;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import io.dalbox.event.EventInfo;
import io.dalbox.event.EventSubscriber;
import io.dalbox.event.SubscribesTo;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;

/** Remembers who was greeted. */
@Component(service = {EventSubscriber.class, Listener.class})
@SubscribesTo(type = "greeter.greeted")
public final class Listener implements EventSubscriber<Listener.Seen> {

    /** Its own view of the event. */
    public record Seen(String name) {}

    final List<String> names = new CopyOnWriteArrayList<>();

    @Override
    public void on(Seen data, EventInfo event) {
        names.add(data.name());
    }

    /** Tells what was heard. */
    @Component
    @ActionSpec(name = "heard", description = "Who was greeted", method = Method.GET)
    public static final class Heard implements Action<Heard.Nothing, Heard.Names> {

        /** No parameters. */
        public record Nothing() {}

        /** The names. */
        public record Names(@Param(description = "Names") List<String> names) {}

        private final Listener listener;

        /** Asks the listener. */
        @org.osgi.service.component.annotations.Activate
        public Heard(@org.osgi.service.component.annotations.Reference Listener listener) {
            this.listener = listener;
        }

        @Override
        public Names call(Nothing input, ActionContext context) {
            return new Names(List.copyOf(listener.names));
        }
    }
}
