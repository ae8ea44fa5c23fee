package io.dalbox.flows.internal;

import io.dalbox.action.ActionException;
import io.dalbox.events.Deliveries;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.flows.DryRun;
import io.dalbox.flows.Flow;
import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.FlowSpec;
import io.dalbox.flows.Flows;
import io.dalbox.flows.InvalidFlow;
import io.dalbox.flows.Suggestion;
import io.dalbox.flows.Trace;
import io.dalbox.json.ReadableIds;
import io.dalbox.json.Schemas;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.ContractWatcher;
import io.dalbox.plugins.Plugins;
import io.dalbox.store.Store;
import io.dalbox.tasks.Tasks;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import tools.jackson.databind.node.ObjectNode;

/** The flows in the database. Changes come one after another; events do not wait for them. */
@Component(service = {Flows.class, ContractWatcher.class})
@Designate(ocd = FlowService.Config.class)
public final class FlowService implements Flows, ContractWatcher {

    private final FlowTable table;
    private final Crew crew;
    private final Desk desk;
    private final FlowViews views;
    private final Listeners listeners = new Listeners();
    private final Pulse pulse;
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock changing = new ReentrantLock();
    private final List<AutoCloseable> registrations;

    /** When a flow is stopped as a storm, and when a call as hanging. */
    @ObjectClassDefinition(name = "Flows", description = "When flows are stopped")
    public @interface Config {
        /** An action that answers at once is interrupted after so many seconds. */
        @AttributeDefinition(name = "Seconds", description = "After these a call that does not end is interrupted")
        int call_seconds() default 300;

        /** Events that may lead to one another before the flow that goes on is cut. */
        @AttributeDefinition(name = "Hops", description = "How many events may lead to one another", max = "31")
        int hops() default 16;

        /** Events of one type, caused by other events, that flows act on in a minute. */
        @AttributeDefinition(name = "Caused events", description = "Of one type, in a minute")
        int caused_per_minute() default 6_000;
    }

    /** Takes the flows up again where they were; the work of that is done beside the start. */
    @Activate
    public FlowService(
            @Reference Store store,
            @Reference Schemas schemas,
            @Reference Journal journal,
            @Reference Deliveries deliveries,
            @Reference EventTypes types,
            @Reference Tasks tasks,
            @Reference Actions actions,
            @Reference Plugins plugins,
            Config config) {
        this.table = new FlowTable(store);
        Contracts contracts = new Contracts(types, actions, plugins);
        FlowEvents events = new FlowEvents(journal, types, schemas);
        Engine engine = new Engine();
        this.desk = new Desk(contracts, engine, types, actions, journal, deliveries, tasks, this::specs, this::nameOf);
        Breaker breaker =
                new Breaker(desk.chain(), Math.clamp(config.hops(), 1, 31), Math.max(1, config.caused_per_minute()));
        Duration patience = Duration.ofSeconds(Math.max(1, config.call_seconds()));
        this.crew = new Crew(table, contracts, engine, journal, actions, breaker, events, patience, this::unsettled);
        this.views = new FlowViews(deliveries);
        this.pulse = new Pulse(
                () -> crew.settle().forEach(this::told), id -> crew.find(id).ifPresent(this::told));
        this.registrations = List.of(
                plugins.listen((plugin, removed) -> pulse.unsettled()),
                types.listen(pulse::unsettled),
                deliveries.listen(delivery -> {
                    String flow = Stored.flowOf(delivery.subscriber());
                    if (flow != null) {
                        pulse.moved(flow);
                    }
                }));
        pulse.start();
    }

    private void unsettled() {
        pulse.unsettled();
    }

    @Deactivate
    void close() throws Exception {
        for (AutoCloseable registration : registrations) {
            registration.close();
        }
        pulse.close();
        crew.close();
    }

    @Override
    public List<Flow> list() {
        return views.of(crew.all());
    }

    @Override
    public Optional<Flow> find(String id) {
        return crew.find(id).map(views::of);
    }

    @Override
    public Flow create(FlowSpec spec, String caller) {
        refuseInvalid(spec);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Stored made = new Stored(ReadableIds.of(spec.name(), "flow", random), spec, null, now, now);
        changing.lock();
        try {
            table.insert(made, caller);
            return settled(crew.add(made));
        } finally {
            changing.unlock();
        }
    }

    @Override
    public Flow update(String id, FlowSpec spec, String caller) {
        refuseInvalid(spec);
        return changed(id, spec, caller);
    }

    @Override
    public Flow enable(String id, boolean on) {
        FlowSpec was = require(id).flow().spec();
        FlowSpec spec = new FlowSpec(
                was.name(),
                on,
                was.event(),
                was.when(),
                was.plugin(),
                was.action(),
                was.with(),
                was.retry(),
                was.concurrency(),
                was.perMinute());
        return changed(id, spec, "owner");
    }

    private Flow changed(String id, FlowSpec spec, String caller) {
        changing.lock();
        try {
            Runner runner = require(id);
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            table.update(runner.flow().with(spec, now), caller);
            runner.change(spec, now);
            return settled(runner);
        } finally {
            changing.unlock();
        }
    }

    @Override
    public void delete(String id) {
        changing.lock();
        try {
            Runner runner = require(id);
            Flow last = views.of(runner);
            table.delete(id);
            crew.remove(runner);
            listeners.removed(last);
        } finally {
            changing.unlock();
        }
    }

    @Override
    public Flow resume(String id, boolean skip) {
        changing.lock();
        try {
            Runner runner = require(id);
            if (runner.flow().cut() == null) {
                throw new ActionException(
                        ActionException.Kind.CONFLICT, "This flow was not cut, so there is nothing to resume.");
            }
            crew.resume(runner, skip);
            return settled(runner);
        } finally {
            changing.unlock();
        }
    }

    /** Brings one flow to what it should be now, and tells. */
    private Flow settled(Runner runner) {
        runner.settle();
        Flow flow = views.of(runner);
        listeners.changed(flow);
        return flow;
    }

    private void told(Runner runner) {
        listeners.changed(views.of(runner));
    }

    private Runner require(String id) {
        return crew.find(id)
                .orElseThrow(
                        () -> new ActionException(ActionException.Kind.NOT_FOUND, "There is no flow '" + id + "'."));
    }

    private void refuseInvalid(FlowSpec spec) {
        List<FlowProblem> problems = desk.check(spec);
        if (!problems.isEmpty()) {
            throw new InvalidFlow(problems);
        }
    }

    private List<FlowSpec> specs() {
        return crew.all().stream().map(runner -> runner.flow().spec()).toList();
    }

    private String nameOf(String id) {
        return crew.find(id).map(runner -> runner.flow().spec().name()).orElse(id);
    }

    @Override
    public List<FlowProblem> check(FlowSpec spec) {
        return desk.check(spec);
    }

    @Override
    public DryRun dryRun(FlowSpec spec, int limit, @Nullable JournalEvent event) {
        return desk.dryRun(spec, limit, event);
    }

    @Override
    public List<Suggestion> suggest(String event, String plugin, String action) {
        return desk.suggest(event, plugin, action);
    }

    @Override
    public ObjectNode vocabulary(String event) {
        return desk.vocabulary(event);
    }

    @Override
    public Trace trace(String kind, String id) {
        return desk.trace(kind, id);
    }

    @Override
    public Registration listen(BiConsumer<Flow, Boolean> listener) {
        return listeners.add(listener);
    }

    @Override
    public List<Affected> affected(String plugin, @Nullable Contract candidate) {
        return crew.affected(plugin, candidate);
    }

    @Override
    public void replacing(String plugin, Contract next) {
        crew.hold(plugin);
    }
}
