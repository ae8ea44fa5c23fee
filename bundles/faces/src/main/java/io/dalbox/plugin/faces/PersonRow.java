package io.dalbox.plugin.faces;

import io.dalbox.action.Param;
import io.dalbox.plugin.faces.album.Person;
import org.jspecify.annotations.Nullable;

/**
 * A person for a page.
 *
 * @param id key
 * @param name who it is
 * @param image address of a picture
 * @param count how many photos
 * @param hidden whether the owner hid the group
 */
public record PersonRow(
        @Param(description = "Key") String id,

        @Param(description = "Who it is", required = false) @Nullable
        String name,

        @Param(description = "Address of a picture") String image,
        @Param(description = "How many photos") int count,

        @Param(description = "Whether the owner hid the group")
        boolean hidden) {

    static PersonRow of(Person person) {
        return new PersonRow(
                Ids.text(person.id()), person.name(), Ids.image(person.face()), person.count(), person.hidden());
    }
}
