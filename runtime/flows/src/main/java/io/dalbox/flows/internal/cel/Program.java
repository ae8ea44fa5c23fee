package io.dalbox.flows.internal.cel;

import io.dalbox.events.JournalEvent;
import tools.jackson.databind.node.ObjectNode;

/** A flow's expressions, ready to run. Immutable and thread-safe; bounded in time and memory whatever the event holds. */
public interface Program {

    /**
     * Returns whether the condition holds; {@code true} without one.
     *
     * @throws EvaluationException with the place {@code /when}
     */
    boolean matches(JournalEvent event);

    /**
     * Returns the parameters that the action gets, with its defaults, valid by its schema.
     *
     * @throws EvaluationException with every place that could not be evaluated or does not fit
     */
    ObjectNode parameters(JournalEvent event);
}
