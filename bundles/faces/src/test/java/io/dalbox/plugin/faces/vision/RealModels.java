package io.dalbox.plugin.faces.vision;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.dalbox.ml.Inference;
import io.dalbox.ml.InferenceWork;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs the models that are shipped, and one for tests, one thread each; sessions stay open for all tests. */
public final class RealModels implements Inference {

    /** Of ArcFace's kind, only for tests. */
    public static final Embedding OTHER = Embedding.arcFace("other", 0.45);

    private static final Map<String, String> FILES = Map.of(
            FaceFinder.DETECTOR,
            "blazeface-back-256.onnx",
            Embedding.DLIB.model(),
            "dlib-face-recognition.onnx",
            OTHER.model(),
            "fr_feature.onnx");

    private static final Map<String, OrtSession> SESSIONS = new ConcurrentHashMap<>();

    @Override
    public <T> T run(String model, InferenceWork<T> work) throws OrtException {
        try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
            return work.apply(SESSIONS.computeIfAbsent(model, RealModels::open), options);
        }
    }

    private static OrtSession open(String model) {
        Path file = Path.of(System.getProperty("dalbox.models"), FILES.get(model));
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            return OrtEnvironment.getEnvironment().createSession(file.toString(), options);
        } catch (OrtException e) {
            throw new IllegalStateException("No session for " + file, e);
        }
    }

    @Override
    public void warmUp(String model) {
        SESSIONS.computeIfAbsent(model, RealModels::open);
    }
}
