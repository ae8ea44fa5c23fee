package io.dalbox.plugin.faces;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import io.dalbox.plugin.faces.album.Catalogue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the faces on a photo. */
@Component(service = Action.class)
@ActionSpec(name = "photo", description = "Lists the faces on one photo", method = Method.GET)
public final class PhotoAction implements Action<PhotoAction.Query, PhotoAction.Answer> {

    private final Catalogue catalogue;

    /**
     * Which: by its path, or by a face on it.
     *
     * @param path the photo
     * @param face key of a face
     */
    public record Query(
            @Param(description = "The photo", format = "storage-path", required = false) @Nullable
            String path,

            @Param(description = "Key of a face on the photo", pattern = Ids.PATTERN, required = false) @Nullable
            String face) {}

    /**
     * Faces.
     *
     * @param path the photo
     * @param faces from the left
     */
    public record Answer(
            @Param(description = "The photo", format = "storage-path")
            String path,

            @Param(description = "The faces, from the left") List<FaceRow> faces) {

        /** Copies the list. */
        public Answer {
            faces = List.copyOf(faces);
        }
    }

    /** With what it works on. */
    @Activate
    public PhotoAction(@Reference Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Answer call(Query query, ActionContext context) {
        String path = query.path() == null ? photoOf(query.face()) : query.path();
        return new Answer(
                path, catalogue.facesOf(path).stream().map(FaceRow::of).toList());
    }

    private String photoOf(@Nullable String face) {
        if (face == null) {
            throw new ActionException(ActionException.Kind.INVALID, "/path", "Name a photo, or a face on it");
        }
        return catalogue
                .photoOf(Ids.number(face))
                .orElseThrow(() -> new ActionException(
                        ActionException.Kind.NOT_FOUND, "/face", "There is no such face; the photo may have changed"));
    }
}
