package io.dalbox.flows.internal;

import io.dalbox.events.Journal;
import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.internal.FlowDelivery.Signal;
import io.dalbox.flows.internal.cel.Compiler;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.ContractWatcher;
import io.dalbox.plugins.ContractWatcher.Affected;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All flows at work. Thread-safe. */
final class Crew {

    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

    private final FlowTable table;
    private final Contracts contracts;
    private final Compiler compiler;
    private final Journal journal;
    private final Actions actions;
    private final Breaker breaker;
    private final FlowEvents events;
    private final Duration patience;
    private final Runnable unsettled;
    private final Map<String, Runner> runners = new ConcurrentHashMap<>();

    /** Takes up what the table has; nothing is at work before {@link #settle}. */
    Crew(
            FlowTable table,
            Contracts contracts,
            Compiler compiler,
            Journal journal,
            Actions actions,
            Breaker breaker,
            FlowEvents events,
            Duration patience,
            Runnable unsettled) {
        this.table = table;
        this.contracts = contracts;
        this.compiler = compiler;
        this.journal = journal;
        this.actions = actions;
        this.breaker = breaker;
        this.events = events;
        this.patience = patience;
        this.unsettled = unsettled;
        table.list().forEach(this::add);
    }

    Runner add(Stored flow) {
        Runner runner = new Runner(
                flow,
                contracts,
                compiler,
                journal,
                (now, program, action) ->
                        new FlowDelivery(now, program, action, actions, breaker, patience, this::signalled));
        runners.put(flow.id(), runner);
        return runner;
    }

    void remove(Runner runner) {
        runners.remove(runner.flow().id());
        runner.end(true);
        breaker.forget(runner.flow().id());
    }

    Optional<Runner> find(String id) {
        return Optional.ofNullable(runners.get(id));
    }

    /** Returns all by name. */
    List<Runner> all() {
        return runners.values().stream()
                .sorted(Comparator.comparing(
                                (Runner runner) -> runner.flow().spec().name())
                        .thenComparing(runner -> runner.flow().id()))
                .toList();
    }

    /** Brings all to what they should be now; returns those that now stand differently. */
    List<Runner> settle() {
        return runners.values().stream().filter(Runner::settle).toList();
    }

    /** Lets a flow that was cut go on. */
    void resume(Runner runner, boolean skip) {
        if (skip) {
            runner.skip();
        }
        breaker.forget(runner.flow().id());
        table.cut(runner.flow().id(), null);
        runner.cut(null);
    }

    /** Called by a delivery, so it must not wait for one. */
    private void signalled(FlowDelivery delivery, Signal signal) {
        switch (signal) {
            case Signal.Cut(String reason, String eventId) -> {
                Stored flow = delivery.flow();
                LOG.warn("The flow '{}' was cut: {}", flow.spec().name(), reason);
                table.cut(flow.id(), reason);
                find(flow.id()).ifPresent(runner -> runner.cut(reason));
                events.cut(flow, reason, eventId);
            }
            case Signal.Stale stale -> LOG.debug("A flow has to be looked at: {}", stale);
        }
        unsettled.run();
    }

    List<Affected> affected(String plugin, ContractWatcher.@Nullable Contract candidate) {
        return all().stream()
                .map(runner -> affected(runner, runner.against(plugin, candidate)))
                .filter(one -> !one.problems().isEmpty())
                .toList();
    }

    private static Affected affected(Runner runner, List<FlowProblem> problems) {
        return new Affected(
                "flow",
                runner.flow().id(),
                runner.flow().spec().name(),
                problems.stream()
                        .map(p -> new ContractWatcher.Problem(
                                p.pointer(), p.detail(), p.line(), p.column(), p.suggestion()))
                        .toList());
    }

    /** Lets nothing through for a plugin that is being replaced by a version with another contract. */
    void hold(String plugin) {
        for (Runner runner : runners.values()) {
            Stored flow = runner.flow();
            if (flow.spec().plugin().equals(plugin)
                    || contracts.ownerOf(flow.spec().event()).equals(plugin)) {
                runner.hold("The plugin '" + plugin + "' is being replaced.");
            }
        }
    }

    void close() {
        List<Thread> ending = runners.values().stream()
                .map(runner -> Thread.ofVirtual().start(() -> runner.end(false)))
                .toList();
        for (Thread thread : ending) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
