package io.dalbox.plugins;

import io.dalbox.action.ActionException;
import io.dalbox.action.Lane;
import io.dalbox.action.Method;
import io.dalbox.json.Schema;
import io.dalbox.json.Violation;
import io.dalbox.tasks.Task;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The actions of live plugins. A service; thread-safe. */
@ProviderType
public interface Actions {

    /** Returns the actions of a live plugin by name; empty when there is no such plugin. */
    List<Description> of(String plugin);

    /** Finds an action of a live plugin. */
    Optional<Description> find(String plugin, String action);

    /**
     * Validates the input, then enters the action, or makes a task of it.
     *
     * @throws InvalidInput if the input does not fit; nothing was called
     * @throws ActionException {@code NOT_FOUND} if there is no such action, {@code UNAVAILABLE} while its plugin is being
     *     replaced, or what the action ended with
     */
    Outcome invoke(Call call);

    /**
     * Calls an action only as long as it is as it was described. While its plugin is being replaced a call waits for the next
     * version, so only this, not a look before the call, keeps input made for one version out of another.
     *
     * @param revision of the description that the input was made for, see {@link Description#revision}
     * @throws Changed if the action has another description now; nothing was called
     * @throws ActionException as {@link #invoke(Call)}
     */
    Outcome invoke(Call call, String revision);

    /**
     * A call.
     *
     * @param plugin the plugin's id
     * @param action the action's name
     * @param input the parameters
     * @param caller who asks
     * @param cause the event, flow or task that asks; {@code null} for a person
     * @param hops events between it and its first cause
     * @param parent the task that starts it as its child
     * @param key what makes the call the same one when it is made again, such as by a delivery repeated after a crash: a long
     *     action makes no second task of it, any other finds it in its context; {@code null} when nothing does
     */
    record Call(
            String plugin,
            String action,
            ObjectNode input,
            String caller,
            @Nullable String cause,
            int hops,
            @Nullable String parent,
            @Nullable String key) {

        /** A call by a person or program. */
        public static Call by(String caller, String plugin, String action, ObjectNode input) {
            return new Call(plugin, action, input, caller, null, 0, null, null);
        }
    }

    /** What came of a call. */
    sealed interface Outcome {
        /** It answered; {@code null} for no result. */
        record Answer(@Nullable JsonNode result) implements Outcome {}

        /** It became a task. */
        record Started(Task task) implements Outcome {}
    }

    /** The input does not fit the schema. */
    final class InvalidInput extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Violation> violations;

        /** With every place that does not fit. */
        public InvalidInput(List<Violation> violations) {
            super(violations.size() + " invalid parameter(s)");
            this.violations = List.copyOf(violations);
        }

        /** Returns every place that does not fit. */
        public List<Violation> violations() {
            return violations;
        }
    }

    /** The action is not what the caller took it for: describe it anew, then call again. */
    final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Names the action. */
        public Changed(String plugin, String action) {
            super("The action '" + action + "' of the plugin '" + plugin + "' has changed with another version of it.");
        }
    }

    /**
     * An action.
     *
     * @param plugin the owner's id
     * @param name unique in the plugin
     * @param description in a sentence
     * @param method HTTP method
     * @param path below {@code /module/<plugin>}
     * @param lane where it runs
     * @param access what a caller needs, never empty
     * @param longRunning whether it answers with a task
     * @param resumable whether such a task can go on after it was cut off
     * @param params schema of the input
     * @param returns schema of the result; {@code null} for none
     * @param revision short text that differs when the input, the result or the kind of answer does; the same for equal ones, also
     *     over restarts and versions of the plugin
     */
    record Description(
            String plugin,
            String name,
            String description,
            Method method,
            String path,
            Lane lane,
            String access,
            boolean longRunning,
            boolean resumable,
            Schema params,
            @Nullable Schema returns,
            String revision) {

        /** An action; its revision is worked out. */
        public Description(
                String plugin,
                String name,
                String description,
                Method method,
                String path,
                Lane lane,
                String access,
                boolean longRunning,
                boolean resumable,
                Schema params,
                @Nullable Schema returns) {
            this(
                    plugin,
                    name,
                    description,
                    method,
                    path,
                    lane,
                    access,
                    longRunning,
                    resumable,
                    params,
                    returns,
                    Revision.of(longRunning, params, returns));
        }
    }
}
