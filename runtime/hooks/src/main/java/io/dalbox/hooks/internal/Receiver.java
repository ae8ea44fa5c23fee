package io.dalbox.hooks.internal;

import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.NewEvent;
import io.dalbox.hooks.HookSpec;
import io.dalbox.hooks.Posted;
import io.dalbox.hooks.Receipt;
import io.dalbox.json.Violation;
import io.dalbox.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Makes events of what services outside post. Who does not know the secret learns nothing, not even whether there is a hook. */
final class Receiver {

    private final HookTable table;
    private final Vault vault;
    private final Store store;
    private final Journal journal;
    private final EventTypes types;
    private final InstantSource clock;
    private final Tempo tempo = new Tempo();

    Receiver(HookTable table, Vault vault, Store store, Journal journal, EventTypes types, InstantSource clock) {
        this.table = table;
        this.vault = vault;
        this.store = store;
        this.journal = journal;
        this.types = types;
        this.clock = clock;
    }

    Receipt receive(String id, Posted posted) {
        Optional<Credential> credential = Credential.of(posted);
        if (credential.isEmpty()) {
            return new Receipt.Unknown();
        }
        Instant now = clock.instant();
        Optional<Stored> hook = table.find(id).filter(found -> found.spec() instanceof HookSpec.In);
        // Also without a hook, against the decoy: the time it takes must not tell.
        boolean proved = vault.secret(hook)
                .map(secret -> credential.get().proves(secret, posted.body(), now))
                .orElse(false);
        if (!proved || hook.isEmpty() || !(hook.get().spec() instanceof HookSpec.In spec)) {
            return new Receipt.Unknown();
        }
        return admit(hook.get(), spec, posted, credential.get().message(), now);
    }

    void forget(String id) {
        tempo.forget(id);
    }

    private Receipt admit(Stored hook, HookSpec.In spec, Posted posted, Optional<String> message, Instant now) {
        if (!spec.enabled()) {
            return new Receipt.Off();
        }
        if (posted.body().length > spec.maxBytes()) {
            return new Receipt.TooLarge(spec.maxBytes());
        }
        Duration wait = tempo.take(hook.id(), now);
        if (wait.isPositive()) {
            return new Receipt.TooMany(Math.toIntExact(wait.toSeconds() + 1));
        }
        Optional<EventTypes.Type> type = types.find(spec.type());
        if (type.isEmpty()) {
            return new Receipt.NotNow("The event type " + spec.type()
                    + " is not there: the plugin that owns it does not run. Try again later.");
        }
        if (!type.get().outside()) {
            return new Receipt.NotNow("The event type " + spec.type() + " does not take events from outside any more.");
        }
        return switch (Content.read(posted)) {
            case Content.Bad(Receipt why) -> why;
            case Content.Read content -> publish(hook, type.get(), content, message, now);
        };
    }

    private Receipt publish(
            Stored hook, EventTypes.Type type, Content.Read content, Optional<String> message, Instant now) {
        ObjectNode data = type.name().equals(HookTypes.RECEIVED)
                ? HookTypes.received(hook.spec().name(), content.data())
                : content.data();
        List<Violation> violations = type.schema().validate(data).stream()
                .map(v -> new Violation(content.pointer() + v.pointer(), v.detail()))
                .toList();
        if (!violations.isEmpty()) {
            return new Receipt.Unfit("The data does not fit the event type " + type.name() + ".", violations);
        }
        NewEvent event =
                new NewEvent(type.owner(), type.name(), data, content.subject(), hook.subscriber(), content.hops());
        try {
            return new Receipt.Accepted(store.write(tx -> {
                Optional<String> known =
                        message.isEmpty() ? Optional.empty() : HookTable.event(tx, hook.id(), message.get());
                if (known.isPresent()) {
                    return known.get();
                }
                String id = journal.append(tx, event);
                if (message.isPresent()) {
                    HookTable.remember(tx, hook.id(), message.get(), id, now);
                }
                return id;
            }));
        } catch (IllegalArgumentException e) {
            return new Receipt.Unfit(String.valueOf(e.getMessage()), List.of());
        }
    }
}
