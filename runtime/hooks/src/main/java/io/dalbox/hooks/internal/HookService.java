package io.dalbox.hooks.internal;

import io.dalbox.action.ActionException;
import io.dalbox.events.Deliveries;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.RetryPolicy;
import io.dalbox.hooks.Hook;
import io.dalbox.hooks.HookSpec;
import io.dalbox.hooks.Hooks;
import io.dalbox.hooks.Posted;
import io.dalbox.hooks.Receipt;
import io.dalbox.json.ReadableIds;
import io.dalbox.json.Schemas;
import io.dalbox.lanes.Lanes;
import io.dalbox.outbound.Outbound;
import io.dalbox.store.Secrets;
import io.dalbox.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps the hooks. Changes come one after another; events do not wait for them. */
@Component(service = Hooks.class, immediate = true)
public final class HookService implements Hooks {

    /** A receiver may be away for a day: Standard Webhooks asks for retries over days, our journal for an end. */
    static final RetryPolicy RETRY =
            new RetryPolicy(100, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofDays(1));

    private final HookTable table;
    private final Vault vault;
    private final HookCheck check;
    private final Receiver receiver;
    private final Senders senders;
    private final LastSeen last;
    private final InstantSource clock;
    private final ReentrantLock changing = new ReentrantLock();

    /** Registers the hooks' event type and begins to send. */
    @Activate
    public HookService(
            @Reference Store store,
            @Reference Secrets secrets,
            @Reference EventTypes types,
            @Reference Schemas schemas,
            @Reference Journal journal,
            @Reference Deliveries deliveries,
            @Reference Lanes lanes,
            @Reference Outbound outbound) {
        this(store, secrets, types, schemas, journal, deliveries, lanes, outbound, RETRY, InstantSource.system());
    }

    HookService(
            Store store,
            Secrets secrets,
            EventTypes types,
            Schemas schemas,
            Journal journal,
            Deliveries deliveries,
            Lanes lanes,
            Outbound outbound,
            RetryPolicy retry,
            InstantSource clock) {
        this.table = new HookTable(store);
        this.vault = new Vault(secrets);
        this.check = new HookCheck(types, outbound);
        this.receiver = new Receiver(table, vault, store, journal, types, clock);
        this.last = new LastSeen(journal, deliveries);
        this.clock = clock;
        this.senders = new Senders(
                journal, retry, id -> new Sender(id, table, vault, lanes, outbound, clock, this::switchOff));
        HookTypes.register(types, schemas);
        table.list().stream().filter(Stored::sends).forEach(senders::fit);
    }

    @Deactivate
    void close() throws InterruptedException {
        senders.close();
    }

    @Override
    public List<Hook> list() {
        return table.list().stream().map(this::view).toList();
    }

    @Override
    public Optional<Hook> find(String id) {
        return table.find(id).map(this::view);
    }

    @Override
    public Hook.WithSecret create(HookSpec spec) {
        check.check(spec, null);
        HookSecret secret = HookSecret.random(vault.random());
        String id = ReadableIds.of(spec.name(), "hook", vault.random());
        Stored made = new Stored(
                id,
                spec,
                vault.seal(id, spec, java.util.Map.of()),
                vault.seal(id, secret),
                null,
                clock.instant(),
                clock.instant());
        changing.lock();
        try {
            table.insert(made);
            senders.fit(made);
        } finally {
            changing.unlock();
        }
        return new Hook.WithSecret(view(made(id)), secret.text());
    }

    @Override
    public Hook update(String id, HookSpec spec) {
        changing.lock();
        try {
            Stored before = made(id);
            if (spec.getClass() != before.spec().getClass()) {
                throw new ActionException(
                        ActionException.Kind.INVALID,
                        "/direction",
                        "A hook keeps its direction. Make another one for the other way.");
            }
            check.check(spec, before);
            Stored after = new Stored(
                    id,
                    spec,
                    vault.seal(id, spec, before.headers()),
                    before.secret(),
                    spec.enabled() ? null : before.detail(),
                    before.created(),
                    clock.instant());
            table.update(after);
            senders.fit(after);
        } finally {
            changing.unlock();
        }
        return view(made(id));
    }

    @Override
    public void delete(String id) {
        changing.lock();
        try {
            made(id);
            table.delete(id);
            senders.remove(id);
            receiver.forget(id);
        } finally {
            changing.unlock();
        }
    }

    @Override
    public Hook.WithSecret rotate(String id) {
        changing.lock();
        try {
            Stored before = made(id);
            HookSecret secret = HookSecret.random(vault.random());
            table.update(new Stored(
                    id,
                    before.spec(),
                    before.headers(),
                    vault.seal(id, secret),
                    before.detail(),
                    before.created(),
                    clock.instant()));
            return new Hook.WithSecret(view(made(id)), secret.text());
        } finally {
            changing.unlock();
        }
    }

    @Override
    public Receipt receive(String id, Posted posted) {
        return receiver.receive(id, posted);
    }

    // Called by the delivery itself, for which closing the subscription would wait: so that is another thread's.
    private void switchOff(String id, String why) {
        table.switchOff(id, why);
        Thread.ofVirtual().name("dalbox-hook-off " + id).start(() -> {
            changing.lock();
            try {
                table.find(id).ifPresent(senders::fit);
            } finally {
                changing.unlock();
            }
        });
    }

    private Stored made(String id) {
        return table.find(id)
                .orElseThrow(
                        () -> new ActionException(ActionException.Kind.NOT_FOUND, "There is no web hook " + id + "."));
    }

    private Hook view(Stored hook) {
        Instant updated = hook.updated();
        Hook.@Nullable Last seen = last.of(hook);
        return new Hook(hook.id(), hook.spec(), hook.detail(), seen, hook.created(), updated);
    }
}
