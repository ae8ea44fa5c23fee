package io.dalbox.ml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The models of all plugins and what is loaded of them, for those who look after them; a plugin that only uses its own has
 * {@link Models}. A service; thread-safe; calls block.
 *
 * <p>A model is named as its plugin declares it. Where two plugins use one name for different files, {@code plugin/name} tells them
 * apart, and {@link StoredModel#id} is that.
 */
@ProviderType
public interface ModelStore {

    /** Returns the models of the live plugins by id; those that share a file are one. */
    List<StoredModel> list() throws IOException;

    /**
     * Fetches a model from the first of its sources that has it. Does nothing when it is there. What was fetched of it is kept when
     * this ends early, and the next call goes on from there.
     *
     * @throws io.dalbox.action.ActionException if there is no such model, or it cannot be fetched; the message says what to do
     * @throws io.dalbox.task.TransientException if trying again later may help
     * @throws InterruptedException if the calling thread is interrupted
     */
    void install(String id, ModelProgress progress) throws IOException, InterruptedException;

    /** Forgets what was fetched of a model that is not there yet. */
    void discard(String id) throws IOException;

    /**
     * Deletes the file of a model, and unloads it.
     *
     * @throws io.dalbox.action.ActionException if it is in use, or is not one that was fetched
     */
    void delete(String id) throws IOException;

    /**
     * Takes a file of the owner's for a model, where it lies; it is neither copied nor ever deleted.
     *
     * @param file absolute; {@code null} ends the use of such a file
     * @throws io.dalbox.action.ActionException if it is not the file that the plugin declares
     */
    void useFile(String id, @Nullable Path file) throws IOException;

    /**
     * Takes a file for a model, as if it had been fetched.
     *
     * @param content read to its end
     * @throws io.dalbox.action.ActionException if it is not the file that the plugin declares; nothing of it is kept
     */
    void put(String id, InputStream content) throws IOException;

    /** Returns what is loaded, and how much of the budget it takes. */
    LoadedModels loaded();

    /**
     * Unloads the sessions of a model.
     *
     * @return how many there were
     * @throws io.dalbox.action.ActionException if one is in use
     */
    int unload(String id);
}
