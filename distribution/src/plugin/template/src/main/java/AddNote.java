package __PACKAGE__;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps a note and announces it. */
@Component
@ActionSpec(name = "add", description = "Adds a note")
public final class AddNote implements Action<AddNote.Input, Note> {

    private final Notes notes;

    /** What the action takes; the host checks it before {@link #call} is entered. */
    public record Input(
            @Param(title = "Note", description = "What to note", maxLength = 500, format = "multiline") String text) {}

    /** Gets the notes from the host. */
    @Activate
    public AddNote(@Reference Notes notes) {
        this.notes = notes;
    }

    @Override
    public Note call(Input input, ActionContext context) {
        Note note = new Note(input.text(), Instant.now());
        notes.add(note);
        context.publish(new NoteAdded(note.text()));
        return note;
    }
}
