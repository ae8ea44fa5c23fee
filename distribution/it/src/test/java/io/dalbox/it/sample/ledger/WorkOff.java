package io.dalbox.it.sample.ledger;

import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import org.osgi.service.component.annotations.Component;

/** What a flow starts that takes a while: some steps, each saved, and an event at the end. */
@Component(service = TaskAction.class)
@ActionSpec(name = "work", description = "Works something off")
public final class WorkOff implements TaskAction<WorkOff.Job, WorkOff.Done> {

    private static final int STEPS = 3;

    /** What to work off. */
    public record Job(@Param(description = "Its number") long number) {}

    /** What was worked off. */
    public record Done(@Param(description = "Its number") long number) {}

    /** How far it is. */
    public record Steps(@Param(description = "Steps done") int done) {}

    @Override
    public Done run(Job input, TaskContext context) {
        int done = context.checkpoint(Steps.class).map(Steps::done).orElse(0);
        while (done < STEPS) {
            done++;
            context.progress(done, STEPS);
            if (done == STEPS) {
                // With the last step, in its transaction: a run that begins after it does not publish again.
                context.publish(new Worked(input.number()));
            }
            context.saveCheckpoint(new Steps(done));
            context.checkStop();
        }
        return new Done(input.number());
    }
}
