package io.dalbox.ml.internal.files;

import io.dalbox.ml.StoredModel.State;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a model's file is.
 *
 * @param state what kind of place it is
 * @param path of the file; with {@code DAMAGED} of the one that is not what it should be
 * @param sha256 of the file; {@code null} unless it can be used
 */
public record Place(
        State state, @Nullable Path path, @Nullable String sha256) {

    static final Place NOWHERE = new Place(State.MISSING, null, null);
}
