package io.dalbox.plugin.sound;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Forgets what was found in a file; the file stays. */
@Component(service = Action.class)
@ActionSpec(name = "delete", description = "Forgets what was found in a file; the file itself stays")
public final class DeleteAction implements Action<Sound.Id, Sound.Id> {

    private final Library library;

    /** With what is known. */
    @Activate
    public DeleteAction(@Reference Library library) {
        this.library = library;
    }

    @Override
    public Sound.Id call(Sound.Id input, ActionContext context) {
        library.delete(input.id());
        return input;
    }
}
