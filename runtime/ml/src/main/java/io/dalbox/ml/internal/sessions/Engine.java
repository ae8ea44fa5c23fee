package io.dalbox.ml.internal.sessions;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import io.dalbox.ml.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one ONNX Runtime of the process. Nothing of it is loaded before the first session is made.
 *
 * <p>Its threads are made with it, by the thread that asks first, and have that one's niceness: so the first session must be made on a
 * CPU thread. They are as many as the CPU lane has, less the one that runs the model, and sleep when they have nothing to do.
 */
final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** What a process has only once, however many of these there were. */
    private static @Nullable OrtEnvironment environment;

    private final Natives natives;
    private final IntSupplier threads;

    Engine(Path cache, IntSupplier threads) {
        this.natives = new Natives(cache, OrtEnvironment.class.getClassLoader());
        this.threads = threads;
    }

    /** Loads the library and makes the threads, unless that is done. */
    void start(String model) throws IOException {
        try {
            environment(natives, threads);
        } catch (OrtException | LinkageError e) {
            throw new ModelException(model, false, "ONNX Runtime cannot be loaded: " + firstLine(e) + ".");
        }
    }

    /**
     * Makes a session on the calling thread.
     *
     * @throws ModelException if the file is no model, or the provider is not offered
     */
    OrtSession session(String model, Path file, Provider provider) throws IOException {
        try {
            OrtEnvironment env = environment(natives, threads);
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.disablePerSessionThreads();
                options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
                // Weights lie outside of the arena, whose blocks are larger than what was asked for.
                options.addConfigEntry("session.use_device_allocator_for_initializers", "1");
                select(model, provider, options);
                return env.createSession(file.toString(), options);
            }
        } catch (OrtException e) {
            throw new ModelException(
                    model,
                    false,
                    "The model '" + model + "' cannot be loaded: ONNX Runtime says of " + file.getFileName() + ": "
                            + firstLine(e) + ". The file is the one that the plugin declares, so tell its author.");
        }
    }

    private static synchronized OrtEnvironment environment(Natives natives, IntSupplier threads)
            throws IOException, OrtException {
        OrtEnvironment known = environment;
        if (known != null) {
            return known;
        }
        natives.provide();
        try (OrtEnvironment.ThreadingOptions pool = new OrtEnvironment.ThreadingOptions()) {
            pool.setGlobalIntraOpNumThreads(threads.getAsInt());
            pool.setGlobalInterOpNumThreads(1);
            pool.setGlobalSpinControl(false);
            // Its own words go to stderr and nowhere else; what fails comes as an exception, which is logged.
            OrtEnvironment made =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "dalbox", pool);
            made.setTelemetry(false);
            natives.tidy();
            environment = made;
            LOG.info("ONNX Runtime {} with {} threads", made.getVersion(), threads.getAsInt());
            return made;
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "A plugin made an OrtEnvironment before it ran a model, so that models have threads that nobody counts."
                            + " It may call OrtEnvironment.getEnvironment() only within InferenceWork. Restart Dalbox.",
                    e);
        }
    }

    private static void select(String model, Provider provider, OrtSession.SessionOptions options) throws OrtException {
        switch (provider) {
            case CPU -> {}
            case CUDA -> {
                Set<OrtProvider> offered = OrtEnvironment.getAvailableProviders();
                if (!offered.contains(OrtProvider.CUDA)) {
                    throw new ModelException(
                            model,
                            false,
                            "The setting 'provider' of the plugin 'models' is cuda, but the ONNX Runtime of this Dalbox"
                                    + " offers only " + offered + ". Set it to cpu.");
                }
                options.addCUDA();
            }
        }
    }

    static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message).strip().replaceAll("\\.$", "");
    }
}
