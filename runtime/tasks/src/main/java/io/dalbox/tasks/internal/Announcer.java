package io.dalbox.tasks.internal;

import io.dalbox.tasks.Task;
import io.dalbox.tasks.Tasks;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of changes.
 *
 * <p>Changes of state come from the store in the order of the commits, progress from the ticker. One lock keeps the two apart:
 * what the ticker tells is looked up under it, so that no listener hears that a task runs after hearing that it ended.
 */
final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final ReentrantLock order = new ReentrantLock();
    private final List<BiConsumer<Task, Boolean>> listeners = new CopyOnWriteArrayList<>();

    Tasks.Attachment listen(BiConsumer<Task, Boolean> listener) {
        // A wrapper of its own, so that one listener registered twice can be removed once.
        BiConsumer<Task, Boolean> own = listener::accept;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    /** Tells of a change of state that is durable, once {@code first} has been done. */
    void changed(Task task, Runnable first) {
        order.lock();
        try {
            first.run();
            tell(task, false);
        } finally {
            order.unlock();
        }
    }

    void changed(Task task) {
        changed(task, () -> {});
    }

    void removed(Task task) {
        order.lock();
        try {
            tell(task, true);
        } finally {
            order.unlock();
        }
    }

    /** Tells of progress; {@code now} gives nothing when there is nothing new or the task does not run any more. */
    void progress(Supplier<@Nullable Task> now) {
        order.lock();
        try {
            Task task = now.get();
            if (task != null) {
                tell(task, false);
            }
        } finally {
            order.unlock();
        }
    }

    private void tell(Task task, boolean removed) {
        for (BiConsumer<Task, Boolean> listener : listeners) {
            try {
                listener.accept(task, removed);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("A listener failed on the task {}; the others heard of it", task.taskId(), e);
            }
        }
    }
}
