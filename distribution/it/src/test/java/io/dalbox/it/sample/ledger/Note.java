package io.dalbox.it.sample.ledger;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;

/** What a flow calls that answers at once. */
@Component
@ActionSpec(name = "note", description = "Notes something")
public final class Note implements Action<Note.Entry, Note.Noted> {

    /** What to note. */
    public record Entry(
            @Param(description = "Its number") long number,
            @Param(description = "Where to write it down") String folder) {}

    /** What was noted. */
    public record Noted(@Param(description = "Its number") long number) {}

    @Override
    public Noted call(Entry input, ActionContext context) throws IOException {
        Lines.add(input.folder(), "noted", input.number());
        return new Noted(input.number());
    }
}
