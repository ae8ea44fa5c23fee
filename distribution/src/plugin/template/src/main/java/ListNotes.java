package __PACKAGE__;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the notes. A GET action changes nothing, so a page may use it as a source. */
@Component
@ActionSpec(name = "list", description = "Lists the newest notes", method = Method.GET)
public final class ListNotes implements Action<ListNotes.Input, ListNotes.Answer> {

    private final Notes notes;

    /** Nothing is needed. */
    public record Input() {}

    /**
     * The notes.
     *
     * @param items newest first; a source with {@code items} is a list
     */
    public record Answer(List<Note> items) {}

    /** Gets the notes from the host. */
    @Activate
    public ListNotes(@Reference Notes notes) {
        this.notes = notes;
    }

    @Override
    public Answer call(Input input, ActionContext context) {
        return new Answer(notes.newest());
    }
}
