package io.dalbox.ml.internal.sessions;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.lanes.internal.LaneService;
import io.dalbox.lanes.internal.ScheduleService;
import io.dalbox.lanes.internal.Timer;
import io.dalbox.ml.InferenceWork;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Real lanes, the real runtime and real models. */
final class Box implements AutoCloseable {

    static final long MIB = 1L << 20;

    /** Where its natives are unpacked: once for all tests, as once for all starts of a server. */
    static final Path CACHE = Path.of("target/cache").toAbsolutePath();

    final LaneService lanes = LaneService.of(2);
    final CpuExecutor cpu = lanes.cpu("test");
    final Sessions.Runs runs = new Sessions.Runs();
    final Sessions sessions;
    private final Timer timer = new Timer();

    Box(long budget) {
        this(budget, Duration.ofMinutes(5));
    }

    Box(long budget, Duration idle) {
        sessions =
                new Sessions(CACHE, lanes, new ScheduleService(lanes, timer), new Limits(budget, idle, Provider.CPU));
    }

    static Path file(String name) {
        return Path.of(System.getProperty("dalbox.models", "../../distribution/models/target/models"), name)
                .toAbsolutePath()
                .normalize();
    }

    static Wanted vad(long memory) {
        return new Wanted("vad", "1", file("silero_vad_v6.onnx"), memory);
    }

    static Wanted det(long memory) {
        return new Wanted("det", "2", file("ch_PP-OCRv4_det_infer.onnx"), memory);
    }

    static Wanted rec(long memory) {
        return new Wanted("rec", "3", file("ch_PP-OCRv4_rec_infer.onnx"), memory);
    }

    /** Uses a model on a CPU thread. */
    <T> CompletableFuture<T> run(Wanted model, InferenceWork<T> work) {
        return cpu.submit(() -> sessions.run(model, runs, work));
    }

    <T> CompletableFuture<T> submit(Callable<T> work) {
        return cpu.submit(work);
    }

    /** Runs a model on pixels of noise. */
    static float recognize(OrtSession session, OrtSession.RunOptions options, int height, int width)
            throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        // Outside of Java's heap, and freed at once: the tests of memory look at the whole process.
        try (Arena arena = Arena.ofConfined();
                OnnxTensor image = OnnxTensor.createTensor(
                        environment, noise(arena, 3 * height * width), new long[] {1, 3, height, width});
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), image), options)) {
            return ((OnnxTensor) result.get(0)).getByteBuffer().asFloatBuffer().get(0);
        }
    }

    private static FloatBuffer noise(Arena arena, int count) {
        MemorySegment pixels = arena.allocate(ValueLayout.JAVA_FLOAT, count);
        for (int i = 0; i < count; i++) {
            pixels.setAtIndex(ValueLayout.JAVA_FLOAT, i, (i * 7919 % 255) / 127f - 1);
        }
        return pixels.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    static long resident() throws IOException {
        String kib = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(kib.replaceAll("[^0-9]", "")) * 1024;
    }

    @Override
    public void close() {
        sessions.close();
        lanes.stop();
    }
}
