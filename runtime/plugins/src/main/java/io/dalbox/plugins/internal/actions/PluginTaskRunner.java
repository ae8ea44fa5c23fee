package io.dalbox.plugins.internal.actions;

import io.dalbox.action.ActionException;
import io.dalbox.action.Lane;
import io.dalbox.lanes.Lanes;
import io.dalbox.plugins.ActionFailure;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.internal.guard.Words;
import io.dalbox.plugins.internal.logs.PluginLog;
import io.dalbox.storage.Storages;
import io.dalbox.tasks.TaskRun;
import io.dalbox.tasks.TaskRunner;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs the tasks of one long action by its component. */
record PluginTaskRunner(
        LivePlugin plugin,
        Binding binding,
        Calls calls,
        Lanes lanes,
        Actions actions,
        Supplier<Storages> storages,
        PluginLog log)
        implements TaskRunner {

    private static final String BEGUN = "dalbox.begun";

    @Override
    public @Nullable JsonNode run(TaskRun run) throws Exception {
        Record input = calls.read(plugin, binding, run.input());
        boolean resumable = binding.description().resumable();
        if (!resumable) {
            refuseSecondRun(run);
        }
        try (RunContext context = new RunContext(plugin, run, lanes, actions, storages, resumable)) {
            return Calls.result(plugin, binding, binding.run(input, context));
        } catch (Error e) {
            throw failed(e);
        }
    }

    @Override
    public void discard(TaskRun run) throws Exception {
        Record input = calls.read(plugin, binding, run.input());
        boolean resumable = binding.description().resumable();
        try (RunContext context = new RunContext(plugin, run, lanes, actions, storages, resumable)) {
            binding.discard(input, context);
        } catch (Error e) {
            throw failed(e);
        }
    }

    // Written before the plugin's code is entered, so it also tells of a run that a crash has cut off.
    private static void refuseSecondRun(TaskRun run) {
        int attempt = run.task().attempts();
        if (run.checkpoint().map(begun -> begun.path(BEGUN).asInt()).orElse(0) == attempt) {
            throw new ActionException(
                    ActionException.Kind.CONFLICT,
                    "It was cut off in the middle, and its action cannot go on from there. Retry it to begin again.");
        }
        run.saveCheckpoint(JsonNodeFactory.instance.objectNode().put(BEGUN, attempt));
    }

    @Override
    public Lane lane() {
        return binding.description().lane();
    }

    @Override
    public int concurrency() {
        return binding.concurrency();
    }

    @Override
    public List<String> exclusive() {
        return binding.exclusive();
    }

    private ActionFailure failed(Error e) {
        log.failed(plugin.id(), "A task of the action " + binding.description().name() + " failed", e);
        return new ActionFailure("The action failed (" + Words.of(e) + "). The plugin's log has the details.");
    }
}
