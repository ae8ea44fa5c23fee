package io.dalbox.plugins.internal.actions;

import io.dalbox.action.ActionException;
import io.dalbox.events.Journal;
import io.dalbox.json.Schema;
import io.dalbox.json.Violation;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Work;
import io.dalbox.plugins.ActionFailure;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.internal.guard.Words;
import io.dalbox.plugins.internal.logs.PluginLog;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Tasks;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Enters actions on the lane they ask for, and lets nothing of a plugin out but JSON and {@link ActionException}. */
public final class Calls {

    private final Lanes lanes;
    private final Tasks tasks;
    private final Journal journal;
    private final PluginLog log;

    /** What calls need of the core. */
    public Calls(Lanes lanes, Tasks tasks, Journal journal, PluginLog log) {
        this.lanes = lanes;
        this.tasks = tasks;
        this.journal = journal;
        this.log = log;
    }

    Actions.Outcome enter(LivePlugin plugin, Binding binding, ObjectNode input, Actions.Call call, Actions actions) {
        CallContext context = new CallContext(plugin, call, journal, actions);
        Record value = read(plugin, binding, input);
        if (!binding.description().longRunning()) {
            return new Actions.Outcome.Answer(guarded(plugin, call, () -> answer(plugin, binding, value, context)));
        }
        guarded(plugin, call, () -> {
            binding.check(value, context);
            return null;
        });
        return new Actions.Outcome.Started(tasks.create(new NewTask(
                call.plugin(),
                call.action(),
                input,
                call.caller(),
                call.cause(),
                call.hops(),
                call.parent(),
                call.key())));
    }

    /** Reads valid input into the plugin's record; what its constructor refuses is invalid input too. */
    Record read(LivePlugin plugin, Binding binding, ObjectNode input) {
        try {
            return plugin.mapper().input(input, binding.input());
        } catch (RuntimeException | LinkageError e) {
            throw new Actions.InvalidInput(List.of(new Violation("", Words.message(e))));
        }
    }

    /** Checks what an action returned against what it declares. */
    static @Nullable JsonNode result(LivePlugin plugin, Binding binding, @Nullable Object value) {
        JsonNode json = plugin.mapper().result(value);
        Schema schema = binding.description().returns();
        if (schema == null || json == null) {
            if (schema != null) {
                throw new ActionFailure("The action returned nothing, but declares a result.");
            }
            return null;
        }
        JsonNode present = json.deepCopy();
        PluginMapper.dropNulls(present);
        List<Violation> violations = schema.validate(present);
        if (!violations.isEmpty()) {
            Violation first = violations.getFirst();
            throw new ActionFailure(
                    "The action's result does not fit what it declares: " + first.pointer() + " " + first.detail());
        }
        return json;
    }

    private @Nullable JsonNode answer(LivePlugin plugin, Binding binding, Record value, CallContext context)
            throws Exception {
        Work work = Work.of(
                plugin.id(), binding.description().lane(), binding.description().name(), null);
        Callable<@Nullable JsonNode> code = () -> result(plugin, binding, binding.call(value, context));
        try {
            return switch (work.lane()) {
                case IO -> lanes.here(work, code);
                case CPU -> await(lanes.submit(work, code));
            };
        } catch (RejectedExecutionException e) {
            throw new ActionException(
                    ActionException.Kind.UNAVAILABLE,
                    "The plugin '" + plugin.id() + "' has too much work waiting. Try again later.");
        } catch (CancellationException e) {
            throw stopped(plugin.id());
        }
    }

    private static @Nullable JsonNode await(CompletableFuture<@Nullable JsonNode> future) throws Exception {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    private @Nullable JsonNode guarded(LivePlugin plugin, Actions.Call call, Callable<@Nullable JsonNode> code) {
        try {
            return code.call();
        } catch (ActionException | Actions.InvalidInput e) {
            throw e;
        } catch (InterruptedException e) {
            throw stopped(plugin.id());
        } catch (Throwable e) {
            // Also errors: a class that does not link, a stack that overflows or a full heap in a plugin is its own
            // affair.
            log.failed(plugin.id(), "The action " + call.action() + " failed", e);
            throw new ActionFailure("The action '" + call.action() + "' of the plugin '" + plugin.id() + "' failed ("
                    + (e instanceof Error ? Words.of(e) : Words.message(e)) + "). Its log has the details.");
        }
    }

    private static ActionException stopped(String plugin) {
        return new ActionException(
                ActionException.Kind.UNAVAILABLE,
                "The plugin '" + plugin + "' was stopped or replaced during the call. Try again.");
    }
}
