package io.dalbox.plugin.ocr;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.dalbox.ml.Inference;
import io.dalbox.ml.InferenceWork;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Sessions of the real ONNX Runtime, one thread each, as the host makes them. */
public final class TestInference implements Inference {

    private final TestModels models = new TestModels();
    private final Map<String, OrtSession> sessions = new HashMap<>();

    @Override
    public synchronized <T> T run(String model, InferenceWork<T> work) throws OrtException, IOException {
        OrtSession session = sessions.get(model);
        if (session == null) {
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(1);
            session = OrtEnvironment.getEnvironment()
                    .createSession(models.require(model).toString(), options);
            sessions.put(model, session);
        }
        try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
            return work.apply(session, options);
        }
    }

    @Override
    public void warmUp(String model) {}
}
