package io.dalbox.flows.internal;

import io.dalbox.action.ActionException;
import io.dalbox.events.Attempt;
import io.dalbox.events.DeliveryOutcome;
import io.dalbox.events.Journal;
import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.internal.cel.EvaluationException;
import io.dalbox.flows.internal.cel.Program;
import io.dalbox.json.Json;
import io.dalbox.json.Violation;
import io.dalbox.plugins.Actions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries one version of a flow out. What it was compiled against may change at any time: then it is {@link #hold held}, and another
 * takes its place. A call that waits for a plugin's next version is refused by the revision that it was made for.
 */
final class FlowDelivery implements Journal.Delivery {

    /** A result that is longer is left out of the history, which is for people. */
    private static final int SHOWN = 2_000;

    private final Stored flow;
    private final Program program;
    private final Actions.Description action;
    private final Actions actions;
    private final Breaker breaker;
    private final Duration patience;
    private final BiConsumer<FlowDelivery, Signal> signals;
    private volatile @Nullable String held;

    /** What a delivery finds out that concerns the whole flow. */
    sealed interface Signal {
        /** The breaker stops it. */
        record Cut(String reason, String eventId) implements Signal {}

        /** What it was compiled against has changed. */
        record Stale() implements Signal {}
    }

    FlowDelivery(
            Stored flow,
            Program program,
            Actions.Description action,
            Actions actions,
            Breaker breaker,
            Duration patience,
            BiConsumer<FlowDelivery, Signal> signals) {
        this.flow = flow;
        this.program = program;
        this.action = action;
        this.actions = actions;
        this.breaker = breaker;
        this.patience = patience;
        this.signals = signals;
    }

    Stored flow() {
        return flow;
    }

    /** Lets no further event through. */
    void hold(String reason) {
        held = reason;
    }

    boolean isHeld() {
        return held != null;
    }

    @Override
    public DeliveryOutcome deliver(Attempt attempt) throws Exception {
        String reason = held;
        if (reason != null) {
            return new DeliveryOutcome.Held(reason);
        }
        ObjectNode parameters;
        try {
            if (!program.matches(attempt.event())) {
                return DeliveryOutcome.SKIPPED;
            }
            // A repetition was counted when it first came.
            String storm = attempt.number() > 1
                    ? null
                    : breaker.check(flow.id(), flow.spec(), attempt.event().info());
            if (storm != null) {
                hold(storm);
                signals.accept(
                        this, new Signal.Cut(storm, attempt.event().info().id()));
                return new DeliveryOutcome.Held(storm);
            }
            parameters = program.parameters(attempt.event());
        } catch (EvaluationException e) {
            return new DeliveryOutcome.Failed(words(e.problems()), true, null);
        }
        return call(attempt, parameters);
    }

    private DeliveryOutcome call(Attempt attempt, ObjectNode parameters) throws Exception {
        Actions.Call call = new Actions.Call(
                action.plugin(),
                action.name(),
                parameters,
                "flow:" + flow.id(),
                attempt.key(),
                attempt.event().info().hops() + 1,
                null,
                attempt.key());
        try {
            return done(parameters, within(call));
        } catch (Actions.Changed changed) {
            hold(String.valueOf(changed.getMessage()));
            signals.accept(this, new Signal.Stale());
            return new DeliveryOutcome.Held(String.valueOf(changed.getMessage()));
        } catch (Actions.InvalidInput invalid) {
            return new DeliveryOutcome.Failed(violations(invalid.violations()), true, detail(parameters, null));
        } catch (ActionException e) {
            return failed(e, parameters);
        } catch (TimeoutException e) {
            String error = "The action " + action.plugin() + "." + action.name() + " did not answer within "
                    + patience.toSeconds() + " s and was interrupted.";
            return new DeliveryOutcome.Failed(error, false, detail(parameters, null));
        } catch (RuntimeException e) {
            String message = Objects.requireNonNullElse(e.getMessage(), e.toString());
            return new DeliveryOutcome.Failed(message, false, detail(parameters, null));
        }
    }

    private DeliveryOutcome failed(ActionException e, ObjectNode parameters) {
        String message = Objects.requireNonNullElse(e.getMessage(), e.kind().name());
        return switch (e.kind()) {
            case UNAVAILABLE -> new DeliveryOutcome.Held(message);
            case NOT_FOUND -> {
                // The action itself may have gone with its plugin, or what it was asked for does not exist.
                if (actions.find(action.plugin(), action.name()).isEmpty()) {
                    signals.accept(this, new Signal.Stale());
                    yield new DeliveryOutcome.Held(message);
                }
                yield new DeliveryOutcome.Failed(message, false, detail(parameters, null));
            }
            case INVALID, FORBIDDEN -> new DeliveryOutcome.Failed(message, true, detail(parameters, null));
            case CONFLICT -> new DeliveryOutcome.Failed(message, false, detail(parameters, null));
        };
    }

    /** Enters the action on a thread of its own, so that one that heeds no interrupt keeps only that thread. */
    private Actions.Outcome within(Actions.Call call) throws Exception {
        FutureTask<Actions.Outcome> entered = new FutureTask<>(() -> actions.invoke(call, action.revision()));
        Thread.ofVirtual().name("flow " + flow.id()).start(entered);
        try {
            return entered.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            entered.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    private static DeliveryOutcome done(ObjectNode parameters, Actions.Outcome outcome) {
        return switch (outcome) {
            case Actions.Outcome.Started(var task) -> new DeliveryOutcome.Done(detail(parameters, null), task.taskId());
            case Actions.Outcome.Answer(var result) -> new DeliveryOutcome.Done(detail(parameters, result), null);
        };
    }

    private static ObjectNode detail(ObjectNode parameters, @Nullable JsonNode result) {
        ObjectNode detail = Json.mapper().createObjectNode();
        detail.set("parameters", parameters);
        if (result != null && result.toString().length() <= SHOWN) {
            detail.set("result", result);
        }
        return detail;
    }

    private static String words(List<FlowProblem> problems) {
        return problems.stream()
                .map(problem -> problem.pointer() + ": " + problem.detail())
                .collect(Collectors.joining("; "));
    }

    private static String violations(List<Violation> violations) {
        return violations.stream()
                .map(violation -> "/with" + violation.pointer() + ": " + violation.detail())
                .collect(Collectors.joining("; "));
    }
}
