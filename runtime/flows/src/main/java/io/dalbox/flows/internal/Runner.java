package io.dalbox.flows.internal;

import io.dalbox.events.Journal;
import io.dalbox.events.SubscriptionSpec;
import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.FlowSpec;
import io.dalbox.flows.FlowState;
import io.dalbox.flows.internal.Contracts.Found;
import io.dalbox.flows.internal.cel.Compilation;
import io.dalbox.flows.internal.cel.Compiler;
import io.dalbox.flows.internal.cel.Program;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.ContractWatcher;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One flow at work: subscribed while it fits its event and its action, and closed otherwise. What it was last compiled against is kept,
 * so that looking again costs nothing while nothing has changed.
 *
 * <p>Settling and changing come one after another; looking never waits.
 */
final class Runner {

    private final Contracts contracts;
    private final Compiler compiler;
    private final Journal journal;
    private final Deliverer deliverer;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Stored flow;
    private volatile Standing standing = Standing.waiting("Dalbox is starting.");
    private volatile @Nullable FlowDelivery delivery;
    private Journal.@Nullable Registration registration;
    private @Nullable Compiled compiled;
    private boolean gone;

    /** Makes the delivery of a flow that fits. */
    @FunctionalInterface
    interface Deliverer {
        FlowDelivery make(Stored flow, Program program, Actions.Description action);
    }

    private record Compiled(Stored flow, Found.Both found, Compilation compilation) {
        boolean holds(Stored now, Found.Both there) {
            return flow.spec().equals(now.spec())
                    && found.action().revision().equals(there.action().revision())
                    && found.event()
                            .schema()
                            .json()
                            .equals(there.event().schema().json());
        }
    }

    Runner(Stored flow, Contracts contracts, Compiler compiler, Journal journal, Deliverer deliverer) {
        this.flow = flow;
        this.contracts = contracts;
        this.compiler = compiler;
        this.journal = journal;
        this.deliverer = deliverer;
    }

    Stored flow() {
        return flow;
    }

    /** Notes that the breaker stopped it, or with {@code null} that it may go on. Never waits: deliveries call it. */
    void cut(@Nullable String reason) {
        put(now -> now.cut(reason));
    }

    Standing standing() {
        return standing;
    }

    /** A monitor of its own, held for an assignment: whoever cuts must not wait for whoever settles. */
    private synchronized Stored put(UnaryOperator<Stored> change) {
        Stored next = change.apply(flow);
        flow = next;
        return next;
    }

    /** Takes what its owner changed. */
    void change(FlowSpec spec, Instant now) {
        lock.lock();
        try {
            Stored before = flow;
            Stored next = put(there -> there.with(spec, now));
            if (!before.spec().equals(next.spec())) {
                close();
                if (!before.spec().event().equals(next.spec().event())) {
                    // Its place among the events of the former type means nothing now.
                    journal.forget(next.subscriber());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Brings it to what it should be now; returns whether that is something else than before. */
    boolean settle() {
        lock.lock();
        try {
            if (gone) {
                return false;
            }
            Standing before = standing;
            standing = settled();
            return !before.equals(standing);
        } finally {
            lock.unlock();
        }
    }

    private Standing settled() {
        Stored now = flow;
        String cut = now.cut();
        if (!now.spec().enabled()) {
            close();
            return Standing.OFF;
        }
        if (cut != null) {
            close();
            return Standing.cut(cut);
        }
        return switch (contracts.find(now.spec())) {
            case Found.Away(String reason, boolean passing) -> {
                if (passing && registration != null) {
                    // It is being replaced or restarted: what is called meanwhile waits for it or is held.
                    yield standing;
                }
                close();
                yield Standing.waiting(reason);
            }
            case Found.Missing(var problems) -> {
                close();
                yield Standing.broken(problems);
            }
            case Found.Both both -> fit(now, both);
        };
    }

    private Standing fit(Stored now, Found.Both both) {
        Compiled known = compiled;
        if (known == null || !known.holds(now, both)) {
            close();
            known = new Compiled(now, both, compiler.compile(now.spec(), both.event(), both.action()));
            compiled = known;
        }
        Program program = known.compilation().program();
        if (program == null) {
            close();
            return Standing.broken(known.compilation().problems());
        }
        FlowDelivery open = delivery;
        if (open == null || open.isHeld()) {
            close();
            open(now, program, both);
        }
        return Standing.ON;
    }

    private void open(Stored now, Program program, Found.Both both) {
        FlowDelivery next = deliverer.make(now, program, both.action());
        SubscriptionSpec spec = new SubscriptionSpec(
                now.subscriber(),
                now.spec().event(),
                now.spec().retry(),
                now.spec().concurrency(),
                true);
        registration = journal.subscribe(spec, next);
        delivery = next;
    }

    /** Lets nothing through from now on, without waiting for what is under way. */
    void hold(String reason) {
        FlowDelivery open = delivery;
        if (open != null) {
            open.hold(reason);
        }
    }

    /** Leaves out what has gathered while it was stopped. */
    void skip() {
        lock.lock();
        try {
            close();
            journal.skip(flow.subscriber());
        } finally {
            lock.unlock();
        }
    }

    /** Stops it; with {@code forget} for good. */
    void end(boolean forget) {
        lock.lock();
        try {
            gone = true;
            close();
            if (forget) {
                journal.forget(flow.subscriber());
            }
        } finally {
            lock.unlock();
        }
    }

    private void close() {
        Journal.Registration open = registration;
        if (open != null) {
            hold("The flow has stopped.");
            open.close();
            registration = null;
            delivery = null;
        }
    }

    /** Returns what would be wrong if a plugin offered something else; empty when the flow does not use it or is not at work. */
    List<FlowProblem> against(String plugin, ContractWatcher.@Nullable Contract candidate) {
        boolean uses = flow.spec().plugin().equals(plugin)
                || contracts.ownerOf(flow.spec().event()).equals(plugin);
        if (!uses || !flow.spec().enabled() || standing.state() == FlowState.BROKEN) {
            return List.of();
        }
        return switch (contracts.find(flow.spec(), plugin, candidate)) {
            case Found.Both both ->
                compiler.compile(flow.spec(), both.event(), both.action()).problems();
            case Found.Missing(var problems) -> problems;
            case Found.Away away -> List.of();
        };
    }
}
