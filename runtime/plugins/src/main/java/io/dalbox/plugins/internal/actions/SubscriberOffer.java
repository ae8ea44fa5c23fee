package io.dalbox.plugins.internal.actions;

import io.dalbox.action.Lane;
import io.dalbox.compute.Priority;
import io.dalbox.event.EventSubscriber;
import io.dalbox.event.SubscribesTo;
import io.dalbox.events.Attempt;
import io.dalbox.events.DeliveryOutcome;
import io.dalbox.events.Journal;
import io.dalbox.events.RetryPolicy;
import io.dalbox.events.SubscriptionSpec;
import io.dalbox.lanes.Intervals;
import io.dalbox.lanes.Work;
import io.dalbox.plugins.internal.guard.Words;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import tools.jackson.databind.JavaType;

/** A component's subscription to an event type: durable, and open while the component is there. */
final class SubscriberOffer implements Offer {

    /** More at once would only wait for the same plugin. */
    private static final int MOST_CONCURRENT = 64;

    private final Core core;
    private final LivePlugin plugin;
    private final SubscriptionSpec spec;
    private final Class<? extends Record> view;
    private final EventSubscriber<?> service;
    private Journal.@Nullable Registration registration;

    private SubscriberOffer(
            Core core,
            LivePlugin plugin,
            SubscriptionSpec spec,
            Class<? extends Record> view,
            EventSubscriber<?> service) {
        this.core = core;
        this.plugin = plugin;
        this.spec = spec;
        this.view = view;
        this.service = service;
    }

    static SubscriberOffer of(Core core, LivePlugin plugin, ServiceReference<?> reference, EventSubscriber<?> service)
            throws BadContribution {
        JavaType[] types = plugin.mapper().typeArguments(service.getClass(), EventSubscriber.class);
        if (types.length != 1 || !types[0].getRawClass().isRecord()) {
            throw new BadContribution("its record type cannot be read from its class; write a class that implements"
                    + " EventSubscriber<SomeRecord>, not a lambda");
        }
        SubscriptionSpec spec = spec(
                plugin.id() + "/" + Properties.component(reference), Properties.of(reference, SubscribesTo.PREFIX_));
        plugin.reach().take(spec.type());
        return new SubscriberOffer(core, plugin, spec, types[0].getRawClass().asSubclass(Record.class), service);
    }

    private static SubscriptionSpec spec(String name, Properties wanted) throws BadContribution {
        String type = wanted.text("type", "");
        if (type.isEmpty()) {
            throw new BadContribution("it does not say which event type it takes; set it with @SubscribesTo(type = …)");
        }
        int concurrency = wanted.number("concurrency", 1);
        if (concurrency < 1 || concurrency > MOST_CONCURRENT) {
            throw new BadContribution("its concurrency must be 1 to " + MOST_CONCURRENT + ", not " + concurrency);
        }
        RetryPolicy usual = RetryPolicy.DEFAULT;
        int attempts = wanted.number("attempts", 0);
        String age = wanted.text("maxAge", "");
        try {
            Duration maxAge = age.isEmpty() ? usual.maxAge() : Intervals.parse(age);
            RetryPolicy retry = new RetryPolicy(
                    attempts == 0 ? usual.attempts() : attempts, usual.backoff(), usual.longest(), maxAge);
            return new SubscriptionSpec(name, type, retry, concurrency, false);
        } catch (IllegalArgumentException e) {
            throw new BadContribution("what it says with @SubscribesTo cannot be: " + Words.message(e));
        }
    }

    @Override
    public void open() {
        registration = core.journal().subscribe(spec, this::deliver);
    }

    @Override
    public void close() {
        if (registration != null) {
            registration.close();
            registration = null;
        }
    }

    private DeliveryOutcome deliver(Attempt attempt) {
        Work work = Work.of(plugin.id(), Lane.IO, "on " + spec.type(), Priority.BACKGROUND)
                .on("event " + attempt.event().info().id());
        try {
            return core.lanes().here(work, () -> handle(attempt));
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            DeliveryOutcome outcome = SubscriberOutcome.of(plugin.id(), e);
            if (outcome instanceof DeliveryOutcome.Failed) {
                core.log().failed(plugin.id(), what(attempt), e);
            }
            return outcome;
        }
    }

    private String what(Attempt attempt) {
        return "The subscriber " + spec.subscriber() + " did not take the event "
                + attempt.event().info().id() + " at attempt " + attempt.number();
    }

    // The record type was read from the subscriber's own class.
    @SuppressWarnings("unchecked")
    private DeliveryOutcome handle(Attempt attempt) throws Exception {
        Record data;
        try {
            data = plugin.mapper().view(attempt.event().data(), view);
        } catch (RuntimeException e) {
            // The same data fits no better the next time.
            String error = "The event's data does not fit what the subscriber reads it into: " + Words.message(e);
            return new DeliveryOutcome.Failed(error, true, null);
        }
        ((EventSubscriber<Record>) service).on(data, attempt.event().info());
        return DeliveryOutcome.DONE;
    }
}
