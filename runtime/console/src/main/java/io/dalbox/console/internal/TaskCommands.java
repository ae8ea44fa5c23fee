package io.dalbox.console.internal;

import io.dalbox.tasks.Task;
import io.dalbox.tasks.Tasks;
import java.util.Objects;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tasks, from the terminal. */
@Component(
        service = TaskCommands.class,
        property = {"osgi.command.scope=dalbox", "osgi.command.function=tasks"})
public final class TaskCommands {

    /** As many as fit on a screen. */
    private static final int MOST = 30;

    private final Tasks tasks;

    /** Commands over the tasks. */
    @Activate
    public TaskCommands(@Reference Tasks tasks) {
        this.tasks = tasks;
    }

    /** Lists them. */
    @Descriptor("list tasks, newest first")
    public String tasks() {
        Columns columns = new Columns("ID", "PLUGIN", "ACTION", "STATUS", "PROGRESS", "WHAT");
        for (Task task : tasks.list(null, null, MOST, null).items()) {
            columns.row(
                    task.taskId(),
                    task.plugin(),
                    task.action(),
                    task.status(),
                    task.progress() == null ? "" : task.progress() + " %",
                    Objects.requireNonNullElse(task.error() == null ? task.title() : task.error(), ""));
        }
        return columns.toString();
    }
}
