package io.dalbox.tasks.internal;

import io.dalbox.action.Lane;
import io.dalbox.lanes.Schedules;
import io.dalbox.lanes.Work;
import io.dalbox.tasks.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keeps the list of finished tasks from growing for ever. A component of its own: tasks work without schedules. */
@Component(service = {})
@Designate(ocd = TaskRetention.Config.class)
public final class TaskRetention {

    private final Tasks tasks;
    private final Config config;
    private final InstantSource clock;
    private final Schedules.Registration schedule;

    /** How far back the list reaches. */
    @ObjectClassDefinition(name = "Finished tasks", description = "How long tasks are listed after they ended")
    public @interface Config {
        /** Tasks that completed or were cancelled longer ago are removed. */
        @AttributeDefinition(name = "Days", description = "Tasks that ended longer ago are removed", min = "1")
        int days() default 30;

        /** Tasks that ended in error longer ago are removed. */
        @AttributeDefinition(name = "Days of errors", description = "The same for tasks that ended in error", min = "1")
        int error_days() default 90;

        /** Beyond so many finished tasks the oldest are removed, errors last. */
        @AttributeDefinition(
                name = "Tasks",
                description = "Beyond so many finished ones the oldest are removed",
                min = "100")
        int rows() default 100_000;
    }

    /** Removes what is too old every hour. */
    @Activate
    public TaskRetention(@Reference Tasks tasks, @Reference Schedules schedules, Config config) {
        this.tasks = tasks;
        this.config = config;
        this.clock = InstantSource.system();
        Schedules.Timing hourly =
                new Schedules.Timing("Remove finished tasks", "1h", "", false, Duration.ofMinutes(1), Lane.IO);
        this.schedule = schedules.add(Work.CORE, hourly, this::prune);
    }

    @Deactivate
    void close() {
        schedule.close();
    }

    private void prune() throws InterruptedException {
        Instant now = clock.instant();
        tasks.prune(
                now.minus(Duration.ofDays(Math.max(1, config.days()))),
                now.minus(Duration.ofDays(Math.max(1, config.error_days()))),
                Math.max(1, config.rows()));
    }
}
