package io.dalbox.plugin.ocr;

import io.dalbox.compute.Children;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.json.Json;
import io.dalbox.lanes.LaneReport;
import io.dalbox.lanes.internal.LaneService;
import io.dalbox.lanes.internal.child.TestChildren;
import io.dalbox.storage.Storages;
import io.dalbox.storage.internal.MountedStorages;
import io.dalbox.tesseract.internal.TestTesseract;
import io.dalbox.testing.TestDatabase;
import io.dalbox.testing.TestMedia;
import io.dalbox.testing.TestTask;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.osgi.framework.BundleContext;

/** The plugin on real lanes, storages, models and a real database. */
public final class OcrBox implements AutoCloseable {

    final LaneService lanes = LaneService.of(1);
    final Storages storages;
    final Results results;
    final RecognizeAction recognize;
    final RecognizeFolderAction folder;
    final ExportAction export;
    final ResultAction result;
    private final TestDatabase database;
    private final Recognising recognising;
    private final Codecs codecs;
    private final Path home;

    OcrBox(Path home) throws IOException {
        this.home = home;
        Files.createDirectories(home.resolve("media"));
        storages = new MountedStorages(context(home));
        database = TestDatabase.open(home, "ocr");
        results = new Results(database);
        codecs = new Codecs(home.resolve("cache"));
        OcrSettings settings = new OcrSettings(defaults());
        TestModels models = new TestModels();
        recognising = new Recognising(
                TestTesseract.in(Path.of("target/cache").toAbsolutePath()), models, new TestInference());
        recognize = new RecognizeAction(settings, recognising, results, models, storages, children(), codecs);
        folder = new RecognizeFolderAction(settings, models, results, storages);
        export = new ExportAction(results, settings, storages, codecs);
        result = new ResultAction(results);
    }

    private static BundleContext context(Path home) {
        return (BundleContext) Proxy.newProxyInstance(
                OcrBox.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (_, _, arguments) -> "dalbox.home".equals(arguments[0]) ? home.toString() : null);
    }

    private static OcrSettings.Config defaults() {
        return (OcrSettings.Config) Proxy.newProxyInstance(
                OcrBox.class.getClassLoader(),
                new Class<?>[] {OcrSettings.Config.class},
                (_, method, _) -> method.getDefaultValue());
    }

    private Children children() {
        return TestChildren.real();
    }

    CpuExecutor cpu() {
        return lanes.cpu("ocr");
    }

    /** A task whose children do their work at once: what is of interest is which there are. */
    TestTask task() {
        return new TestTask("ocr", this::cpu, storages, input -> {
            try {
                task().run(recognize, Json.forPlugin().convertValue(input, RecognizeInput.class));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    int running() {
        return lanes.report().owners().stream()
                .filter(owner -> owner.owner().equals("ocr"))
                .mapToInt(LaneReport.Owner::running)
                .sum();
    }

    List<ResultsAction.Row> find(String search) {
        return new ResultsAction(results)
                .call(new ResultsAction.Query(search, "-created", null, 50, null), task())
                .items();
    }

    void write(String name, BufferedImage image) throws IOException {
        Path file = home.resolve("media").resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    /** The astronaut of scikit-image, as a frame of a film. */
    public static BufferedImage photo(int width, int height) throws IOException {
        BufferedImage whole = ImageIO.read(
                TestMedia.debian("python3-skimage", "usr/lib/python3/dist-packages/skimage/data/astronaut.png")
                        .toFile());
        BufferedImage frame = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = frame.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        int cut = whole.getWidth() * height / width;
        g.drawImage(whole, 0, 0, width, height, 0, 0, whole.getWidth(), cut, null);
        g.dispose();
        return frame;
    }

    static void ffmpeg(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
        command.addAll(List.of(arguments));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("ffmpeg did not make the video of the test");
        }
    }

    @Override
    public void close() {
        recognising.close();
        codecs.close();
        lanes.stop();
        database.close();
    }
}
