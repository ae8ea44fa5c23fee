package io.dalbox.ml;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The models that the calling bundle declares in {@code dalbox/models.yaml}, and where their files are.
 *
 * <p>A model is one file, known by its SHA-256: bundles that declare the same file share it. It is looked for where the owner says it
 * is, among those that were fetched, and among those that were shipped; nothing is fetched by these calls. The action
 * {@code models.install} with the parameter {@code name} fetches one as a task. Each bundle has its own view. Thread-safe; calls block.
 */
@ProviderType
public interface Models {

    /** Returns what the bundle declares, in the order of the file. */
    List<ModelInfo> declared();

    /** Returns the file of a model, verified; empty when it is not there or is another than declared. */
    Optional<Path> find(String model) throws IOException;

    /**
     * Returns the file of a model, verified.
     *
     * @throws ModelException if it is not there, or is another than declared; the message says what to do
     */
    Path require(String model) throws IOException;
}
