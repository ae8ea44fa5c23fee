package io.dalbox.plugins.internal.actions;

import io.dalbox.action.ActionClient;
import io.dalbox.action.ActionContext;
import io.dalbox.events.Journal;
import io.dalbox.events.RecordEvents;
import io.dalbox.plugins.Actions;
import org.jspecify.annotations.Nullable;

/** What an action that answers at once may use. */
final class CallContext implements ActionContext {

    private final LivePlugin plugin;
    private final Actions.Call call;
    private final Journal journal;
    private final Actions actions;

    CallContext(LivePlugin plugin, Actions.Call call, Journal journal, Actions actions) {
        this.plugin = plugin;
        this.call = call;
        this.journal = journal;
        this.actions = actions;
    }

    @Override
    public String plugin() {
        return plugin.id();
    }

    @Override
    public String caller() {
        return call.caller();
    }

    @Override
    public @Nullable String cause() {
        return call.cause();
    }

    @Override
    public @Nullable String idempotencyKey() {
        return call.key();
    }

    @Override
    public String publish(Record data) {
        return journal.publish(
                RecordEvents.toNewEvent(plugin.mapper().json(), plugin.id(), data, call.cause(), call.hops()));
    }

    @Override
    public ActionClient actions() {
        return new Client(actions, plugin.mapper(), plugin.reach(), call.caller(), call.cause(), call.hops(), null);
    }
}
