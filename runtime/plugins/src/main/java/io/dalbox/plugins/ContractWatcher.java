package io.dalbox.plugins;

import io.dalbox.events.EventTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says what depends on a plugin's actions and event types: a service of whoever keeps something that is compiled against them
 * (flows). Asked before a plugin is replaced, disabled or removed, and for the preview of a jar; the answer is shown to people and
 * keeps nothing from happening. Called on any thread; it must answer quickly and change nothing.
 */
@ConsumerType
@FunctionalInterface
public interface ContractWatcher {

    /**
     * Returns what would no longer work.
     *
     * @param plugin the plugin's id
     * @param candidate what the plugin would offer; {@code null} when it would be gone. It is complete: an action or event type of the
     *     plugin that is not in it would not exist. What other plugins offer stays as it is.
     */
    List<Affected> affected(String plugin, @Nullable Contract candidate);

    /**
     * Says that a running plugin is being replaced by a version with another contract, and called again with the former contract
     * when that version does not come up. Nothing of the new version runs before this returns: none of its events is published and
     * no call enters it. A call that waits for the new version is told by {@link Actions#invoke(Actions.Call, String)}.
     */
    default void replacing(String plugin, Contract next) {}

    /**
     * What a version of a plugin offers.
     *
     * @param actions by name
     * @param events by name
     */
    record Contract(List<Actions.Description> actions, List<EventTypes.Type> events) {

        /** Nothing at all. */
        public static final Contract NONE = new Contract(List.of(), List.of());

        /** Copies the lists. */
        public Contract {
            actions = List.copyOf(actions);
            events = List.copyOf(events);
        }
    }

    /**
     * Something that would no longer work.
     *
     * @param kind what it is, such as {@code flow}
     * @param id its id
     * @param name for people
     * @param problems why it would not work
     */
    record Affected(String kind, String id, String name, List<Problem> problems) {

        /** Copies the list. */
        public Affected {
            problems = List.copyOf(problems);
        }
    }

    /**
     * One thing that would be wrong.
     *
     * @param pointer JSON Pointer of the place in it, such as {@code /with/url}
     * @param detail what is wrong, for people
     * @param line in the expression, from 1; 0 when the place is no expression
     * @param column in the line, from 1; 0 when the place is no expression
     * @param suggestion what could stand there instead; {@code null} for none
     */
    record Problem(
            String pointer,
            String detail,
            int line,
            int column,
            @Nullable String suggestion) {}
}
