package io.dalbox.plugin.faces;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import io.dalbox.plugin.faces.album.Catalogue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists people for the gallery. */
@Component(service = Action.class)
@ActionSpec(name = "people", description = "Lists the people on the photos", method = Method.GET)
public final class PeopleAction implements Action<PeopleAction.Query, PeopleAction.Answer> {

    private final Catalogue catalogue;

    /**
     * Which.
     *
     * @param hidden whether those that the owner hid are listed, too
     */
    public record Query(
            @Param(description = "Whether those that are hidden are listed, too", required = false) @Nullable
            Boolean hidden) {}

    /**
     * People.
     *
     * @param items those with a name first
     */
    public record Answer(
            @Param(description = "Those with a name first, then those on most photos")
            List<PersonRow> items) {

        /** Copies the list. */
        public Answer {
            items = List.copyOf(items);
        }
    }

    /** With what it works on. */
    @Activate
    public PeopleAction(@Reference Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Answer call(Query query, ActionContext context) {
        boolean hidden = Boolean.TRUE.equals(query.hidden());
        return new Answer(catalogue.people().stream()
                .filter(person -> hidden || !person.hidden())
                .map(PersonRow::of)
                .toList());
    }
}
