package io.dalbox.plugins.internal.actions;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.plugins.Actions;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/**
 * An action and the component that does it now.
 *
 * @param reference the component's service
 * @param service an {@link Action} or a {@link TaskAction}
 * @param input the record that the parameters are read into
 * @param concurrency how many tasks may run at once; 0 leaves it to the host
 * @param exclusive parameters whose values no other running task may hold
 */
record Binding(
        ServiceReference<?> reference,
        Object service,
        Actions.Description description,
        Class<? extends Record> input,
        int concurrency,
        List<String> exclusive) {

    // The types were checked against the class when the action was described.
    @SuppressWarnings("unchecked")
    @Nullable
    Object call(Record value, ActionContext context) throws Exception {
        return ((Action<Record, Object>) service).call(value, context);
    }

    @SuppressWarnings("unchecked")
    @Nullable
    Object run(Record value, TaskContext context) throws Exception {
        return ((TaskAction<Record, Object>) service).run(value, context);
    }

    @SuppressWarnings("unchecked")
    void check(Record value, ActionContext context) {
        ((TaskAction<Record, Object>) service).check(value, context);
    }

    @SuppressWarnings("unchecked")
    void discard(Record value, TaskContext context) throws Exception {
        ((TaskAction<Record, Object>) service).discard(value, context);
    }
}
