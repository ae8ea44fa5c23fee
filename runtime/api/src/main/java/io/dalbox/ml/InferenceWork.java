package io.dalbox.ml;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import org.osgi.annotation.versioning.ConsumerType;

/** What is done with a session. It runs on a CPU thread, perhaps beside others that use the same session. */
@ConsumerType
@FunctionalInterface
public interface InferenceWork<T> {

    /**
     * Does it.
     *
     * @param session open for as long as this runs; neither kept nor closed
     * @param options to pass to every {@link OrtSession#run}: it ends the run when the work is asked to stop
     * @return the result, which must not hold anything of the session: copy what the tensors hold, then close them
     */
    T apply(OrtSession session, OrtSession.RunOptions options) throws OrtException;
}
