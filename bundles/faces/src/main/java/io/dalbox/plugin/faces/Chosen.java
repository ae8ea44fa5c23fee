package io.dalbox.plugin.faces;

import io.dalbox.action.Param;
import java.util.List;

/**
 * Which faces.
 *
 * @param faces keys of faces
 */
public record Chosen(
        @Param(description = "Keys of the faces", maxLength = 1000)
        List<String> faces) {

    /** Copies the list. */
    public Chosen {
        faces = List.copyOf(faces);
    }
}
