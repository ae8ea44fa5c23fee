package io.dalbox.hooks.internal;

import io.dalbox.events.Deliveries;
import io.dalbox.events.EventQuery;
import io.dalbox.events.Journal;
import io.dalbox.hooks.Hook;
import io.dalbox.hooks.HookSpec;
import org.jspecify.annotations.Nullable;

/** What came of a hook's last event, from where it is kept anyway. */
final class LastSeen {

    private final Journal journal;
    private final Deliveries deliveries;

    LastSeen(Journal journal, Deliveries deliveries) {
        this.journal = journal;
        this.deliveries = deliveries;
    }

    Hook.@Nullable Last of(Stored hook) {
        return switch (hook.spec()) {
            case HookSpec.In _ -> received(hook.subscriber());
            case HookSpec.Out _ -> sent(hook.subscriber());
        };
    }

    private Hook.@Nullable Last received(String cause) {
        return journal.query(new EventQuery(0, null, null, null, cause, null, null, null, 1)).items().stream()
                .findFirst()
                .map(event ->
                        new Hook.Last("done", event.info().time(), event.info().id(), null))
                .orElse(null);
    }

    private Hook.@Nullable Last sent(String subscriber) {
        return deliveries.list(new Deliveries.Query(null, subscriber, null, null, 1, null)).items().stream()
                .findFirst()
                .map(d -> new Hook.Last(d.state().word(), d.updated(), d.eventId(), d.error()))
                .orElse(null);
    }
}
