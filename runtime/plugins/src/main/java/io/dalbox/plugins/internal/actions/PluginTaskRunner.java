package io.dalbox.plugins.internal.actions;

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

    @Override
    public @Nullable JsonNode run(TaskRun run) throws Exception {
        Record input = calls.read(plugin, binding, run.input());
        try (RunContext context = new RunContext(plugin, run, lanes, actions, storages)) {
            return Calls.result(plugin, binding, binding.run(input, context));
        } catch (Error e) {
            throw failed(e);
        }
    }

    @Override
    public void discard(TaskRun run) throws Exception {
        Record input = calls.read(plugin, binding, run.input());
        try (RunContext context = new RunContext(plugin, run, lanes, actions, storages)) {
            binding.discard(input, context);
        } catch (Error e) {
            throw failed(e);
        }
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
