package io.dalbox.ml;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs models in the one ONNX Runtime of the process.
 *
 * <p>Sessions are made when first asked for, shared by all that name the same model, counted against one budget of memory, and
 * closed when nobody used them for a while or another needs the room. Each bundle has its own view, which knows the models that the
 * bundle declares (see {@link Models}). Thread-safe.
 */
@ProviderType
public interface Inference {

    /**
     * Uses a model's session. Call it on a CPU thread: inside work of {@link io.dalbox.compute.CpuExecutor}, or in an action of the CPU
     * lane. It waits while the budget is used up by sessions that are in use.
     *
     * @param model the name under which the calling bundle declares it
     * @throws ModelException if the model is not there, is not what it should be, or needs more memory than the budget has
     * @throws OrtException what the work threw, other than for having been stopped
     * @throws IOException if the model's file cannot be read
     * @throws CancellationException if the work was asked to stop; the session stays usable
     * @throws IllegalStateException if the calling thread is not one of the CPU lane
     */
    <T> T run(String model, InferenceWork<T> work) throws OrtException, IOException;

    /**
     * Makes the session before it is needed, on a CPU thread, with the lowest priority. Does nothing when it is there, when the model is
     * not, or when there is no room that nobody uses.
     */
    void warmUp(String model);
}
