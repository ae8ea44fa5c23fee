package io.dalbox.plugin.models;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import io.dalbox.ml.LoadedModels;
import io.dalbox.ml.ModelStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is loaded. */
@Component(service = Action.class)
@ActionSpec(
        name = "sessions",
        description = "Says which models are loaded, and how much memory they take",
        method = Method.GET)
public final class SessionsAction implements Action<SessionsAction.Query, SessionsAction.Answer> {

    private final ModelStore store;

    /** With the store. */
    @Activate
    public SessionsAction(@Reference ModelStore store) {
        this.store = store;
    }

    /** Nothing to ask. */
    public record Query() {}

    /**
     * What is loaded.
     *
     * @param budget of all
     * @param used of it
     * @param waiting for it
     * @param sessions the one used last first
     */
    public record Answer(
            @Param(description = "Bytes that all models may take together", format = "bytes")
            long budget,

            @Param(description = "Bytes that they take", format = "bytes")
            long used,

            @Param(description = "How many pieces of work wait for room")
            int waiting,

            @Param(description = "The loaded models, the one used last first")
            List<Session> sessions) {

        /** Copies the list. */
        public Answer {
            sessions = List.copyOf(sessions);
        }
    }

    /**
     * A model that is loaded.
     *
     * @param name of the model
     * @param provider what it runs on
     * @param memory that it is counted with
     * @param users of it now
     * @param loaded when
     * @param lastUsed when
     */
    public record Session(
            @Param(description = "The model's name") String name,
            @Param(description = "cpu or cuda") String provider,

            @Param(description = "Bytes of memory", format = "bytes")
            long memory,

            @Param(description = "How many pieces of work use it now")
            int users,

            @Param(description = "When it was loaded") Instant loaded,

            @Param(description = "When it was used last", required = false) @Nullable
            Instant lastUsed) {

        static Session of(LoadedModels.Session session) {
            return new Session(
                    session.model(),
                    session.provider(),
                    session.memory(),
                    session.users(),
                    session.loaded(),
                    session.lastUsed());
        }
    }

    @Override
    public Answer call(Query query, ActionContext context) {
        LoadedModels loaded = store.loaded();
        return new Answer(
                loaded.budget(),
                loaded.used(),
                loaded.waiting(),
                loaded.sessions().stream().map(Session::of).toList());
    }
}
