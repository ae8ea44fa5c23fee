package io.dalbox.plugin.faces;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import io.dalbox.plugin.faces.album.Catalogue;
import io.dalbox.plugin.faces.album.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells of a person. */
@Component(service = Action.class)
@ActionSpec(name = "person", description = "Tells of one person, with the faces and the photos", method = Method.GET)
public final class PersonAction implements Action<PersonAction.Query, PersonAction.Answer> {

    private final Catalogue catalogue;

    /**
     * Who.
     *
     * @param id key of the person
     */
    public record Query(
            @Param(description = "Key of the person", pattern = Ids.PATTERN)
            String id) {}

    /**
     * A person.
     *
     * @param id key
     * @param name who it is
     * @param hidden whether the owner hid the group
     * @param count how many photos
     * @param faces the faces
     * @param photos where they are
     */
    public record Answer(
            @Param(description = "Key") String id,

            @Param(description = "Who it is", required = false) @Nullable
            String name,

            @Param(description = "Whether the owner hid the group")
            boolean hidden,

            @Param(description = "How many photos") int count,
            @Param(description = "The faces") List<FaceRow> faces,
            @Param(description = "The photos") List<String> photos) {

        /** Copies the lists. */
        public Answer {
            faces = List.copyOf(faces);
            photos = List.copyOf(photos);
        }
    }

    /** With what it works on. */
    @Activate
    public PersonAction(@Reference Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Answer call(Query query, ActionContext context) {
        Person person = catalogue
                .person(Ids.number(query.id()))
                .orElseThrow(() -> new ActionException(
                        ActionException.Kind.NOT_FOUND,
                        "/id",
                        "There is no such person; it may have been joined to another or deleted"));
        List<FaceRow> faces =
                catalogue.faces(person.id()).stream().map(FaceRow::of).toList();
        return new Answer(
                query.id(),
                person.name(),
                person.hidden(),
                person.count(),
                faces,
                faces.stream().map(FaceRow::path).distinct().toList());
    }
}
