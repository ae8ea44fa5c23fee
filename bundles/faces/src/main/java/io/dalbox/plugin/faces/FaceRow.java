package io.dalbox.plugin.faces;

import io.dalbox.action.Param;
import io.dalbox.plugin.faces.album.Face;
import org.jspecify.annotations.Nullable;

/**
 * A face for a page.
 *
 * @param id key
 * @param path the photo
 * @param photo the photo's name
 * @param image address of the face's picture
 * @param personId whose group it is in
 * @param label the person's name
 * @param x left edge on the photo, as a part of its width
 * @param y upper edge, as a part of its height
 * @param width of the box
 * @param height of the box
 * @param confidence how sure it is that this is a face
 * @param quality how well it can be recognised
 * @param confirmed whether the owner said so
 * @param tone how it is shown
 */
public record FaceRow(
        @Param(description = "Key") String id,

        @Param(description = "The photo", format = "storage-path")
        String path,

        @Param(description = "The photo's name") String photo,

        @Param(description = "Address of the face's picture")
        String image,

        @Param(description = "Whose group it is in", required = false) @Nullable
        String personId,

        @Param(description = "The person's name", required = false) @Nullable
        String label,

        @Param(description = "Left edge on the photo, as a part of its width")
        double x,

        @Param(description = "Upper edge, as a part of its height")
        double y,

        @Param(description = "Width of the box") double width,
        @Param(description = "Height of the box") double height,

        @Param(description = "How sure it is that this is a face, 0 to 1")
        double confidence,

        @Param(description = "How well it can be recognised, 0 to 1")
        double quality,

        @Param(description = "Whether the owner said who it is")
        boolean confirmed,

        @Param(description = "How it is shown") String tone) {

    static FaceRow of(Face face) {
        Long person = face.person();
        return new FaceRow(
                Ids.text(face.id()),
                face.path(),
                face.path().substring(face.path().lastIndexOf('/') + 1),
                Ids.image(face.id()),
                person == null ? null : Ids.text(person),
                face.name(),
                face.x(),
                face.y(),
                face.width(),
                face.height(),
                face.score(),
                face.quality(),
                face.confirmed(),
                face.confirmed() ? "success" : face.name() == null ? "neutral" : "info");
    }
}
