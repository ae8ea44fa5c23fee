package io.dalbox.plugin.faces;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * A face was found that was not known yet.
 *
 * @param photo where
 * @param faceId its key
 * @param personId the group that it was put into
 * @param box where on the photo
 */
@EventType(name = "faces.face.found", description = "A face was found on a photo")
public record FaceFound(
        @Param(description = "The photo", format = "storage-path")
        String photo,

        @Param(description = "Key of the face") String faceId,

        @Param(description = "The person whose group it was put into", required = false) @Nullable
        String personId,

        @Param(description = "Where on the photo") Box box) {}
