package io.dalbox.plugin.faces;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import io.dalbox.plugin.faces.album.Catalogue;
import io.dalbox.plugin.faces.album.Face;
import io.dalbox.plugin.faces.album.Person;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Searches by name. */
@Component(service = Action.class)
@ActionSpec(name = "search", description = "Finds people by name, and the photos that they are on", method = Method.GET)
public final class SearchAction implements Action<SearchAction.Query, SearchAction.Answer> {

    private final Catalogue catalogue;

    /**
     * Whom.
     *
     * @param name letters of the name
     */
    public record Query(
            @Param(description = "Letters of the name", maxLength = 200)
            String name) {}

    /**
     * Who and where.
     *
     * @param people whose name has these letters
     * @param photos that they are on
     */
    public record Answer(
            @Param(description = "Whose name has these letters")
            List<PersonRow> people,

            @Param(description = "The photos that they are on")
            List<String> photos) {

        /** Copies the lists. */
        public Answer {
            people = List.copyOf(people);
            photos = List.copyOf(photos);
        }
    }

    /** With what it works on. */
    @Activate
    public SearchAction(@Reference Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Answer call(Query query, ActionContext context) {
        List<Person> people = catalogue.named(query.name());
        return new Answer(
                people.stream().map(PersonRow::of).toList(),
                people.stream()
                        .flatMap(person -> catalogue.faces(person.id()).stream())
                        .map(Face::path)
                        .distinct()
                        .toList());
    }
}
