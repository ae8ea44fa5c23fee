package io.dalbox.plugin.sound.analysis;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.dalbox.ml.Inference;
import io.dalbox.ml.InferenceWork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The real models in sessions of one thread. */
public final class Sessions implements Inference, AutoCloseable {

    private static final Map<String, String> FILES = Map.of(
            VoiceDetector.MODEL,
            "silero_vad_v6.onnx",
            Features.SPECTRUM,
            "melspectrogram.onnx",
            Features.EMBEDDING,
            "embedding_model.onnx");

    private final Map<String, OrtSession> sessions = new ConcurrentHashMap<>();

    @Override
    public <T> T run(String model, InferenceWork<T> work) throws OrtException {
        OrtSession session = sessions.computeIfAbsent(model, Sessions::open);
        try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
            return work.apply(session, options);
        }
    }

    @Override
    public void warmUp(String model) {
        sessions.computeIfAbsent(model, Sessions::open);
    }

    private static OrtSession open(String model) {
        Path file = Path.of(
                        System.getProperty("dalbox.models", "../../distribution/models/target/models"),
                        FILES.get(model))
                .toAbsolutePath()
                .normalize();
        if (!Files.exists(file)) {
            throw new AssertionError("The model " + file + " is not there; a build of distribution/models fetches it");
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return OrtEnvironment.getEnvironment().createSession(file.toString(), options);
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws OrtException {
        for (OrtSession session : sessions.values()) {
            session.close();
        }
    }
}
