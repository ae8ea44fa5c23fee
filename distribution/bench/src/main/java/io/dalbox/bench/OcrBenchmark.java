package io.dalbox.bench;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import tools.jackson.databind.JsonNode;

/**
 * Pages of text a second, beside as many processes of the {@code tesseract} command as the CPU lane has threads, each with one OpenMP
 * thread, the same pages and the same language data. One task reads a TIFF of all pages; each process reads a page at a time.
 */
final class OcrBenchmark implements Benchmark {

    private static final int PAGES = 12;
    private static final int ROUNDS = 3;
    private static final String TEXT = """
            Dalbox is a runtime for a home server; every feature is a plugin.
            It describes itself, offers actions, publishes events and reports
            the progress of long tasks. Many people keep photographs, letters,
            recipes and old receipts. "Where did I put that?" she asked, and
            looked at 37 boxes & 4 shelves. Invoice No. 2024-0815, in all
            $1,234.56, is due on 31 March 2025. The weather changes quickly.
            """;

    @Override
    public void run(Workbench bench, Report report) throws Exception {
        Path pages = Files.createDirectories(bench.scratch().resolve("pages"));
        List<BufferedImage> images = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            images.add(page(i));
            ImageIO.write(images.get(i), "png", pages.resolve(i + ".png").toFile());
        }
        try (DalboxProcess dalbox = bench.start("ocr")) {
            Path media = Files.createDirectories(dalbox.home().resolve("media"));
            tiff(images, media.resolve("pages.tiff"));
            int threads = dalbox.json("/api/compute").path("size").intValue();
            ours(dalbox);
            double[] ratio = new double[ROUNDS];
            double[] ours = new double[ROUNDS];
            double[] theirs = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                ours[i] = ours(dalbox);
                theirs[i] = theirs(pages, languageData(bench), threads);
                ratio[i] = ours[i] / theirs[i];
            }
            report.note("pages of text, CPU lane of " + threads + " (median of 3)", new Samples(ours).median(), "/s");
            report.note("… by as many processes of tesseract", new Samples(theirs).median(), "/s");
            report.atLeast("… pages a second against them", new Samples(ratio).median(), 1.1, "x");
        }
    }

    /** The data that is shipped, under the name that the command expects. */
    private static Path languageData(Workbench bench) throws IOException {
        Path folder = Files.createDirectories(bench.scratch().resolve("tessdata"));
        Path data = folder.resolve("eng.traineddata");
        if (!Files.exists(data)) {
            Files.copy(bench.tree().resolve("models/eng.traineddata"), data);
        }
        return folder;
    }

    private static double ours(DalboxProcess dalbox) {
        String body = "{\"path\": \"media:/pages.tiff\", \"languages\": [\"eng\"], \"engine\": \"tesseract\"}";
        long begin = System.nanoTime();
        JsonNode answer = Json.mapper()
                .readTree(dalbox.post("/module/ocr/actions/recognize", body).body());
        String id = answer.path("task_id").asString();
        JsonNode task = dalbox.json("/api/tasks/" + id);
        while (task.path("finished").isNull()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            task = dalbox.json("/api/tasks/" + id);
        }
        if (!task.path("state").asString().equals("completed")) {
            throw new IllegalStateException("The recognition failed: " + task);
        }
        return PAGES / ((System.nanoTime() - begin) / 1e9);
    }

    private static double theirs(Path pages, Path data, int threads) throws IOException, InterruptedException {
        List<Process> running = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < PAGES; i++) {
            while (running.size() >= threads) {
                running.removeIf(process -> !process.isAlive());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            ProcessBuilder command = new ProcessBuilder(
                    "tesseract",
                    pages.resolve(i + ".png").toString(),
                    "-",
                    "--tessdata-dir",
                    data.toString(),
                    "-l",
                    "eng");
            command.environment().put("OMP_THREAD_LIMIT", "1");
            command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            running.add(start(command));
        }
        for (Process process : running) {
            process.waitFor();
        }
        return PAGES / ((System.nanoTime() - begin) / 1e9);
    }

    private static Process start(ProcessBuilder command) {
        try {
            return command.start();
        } catch (IOException e) {
            throw new IllegalStateException("Install tesseract-ocr and tesseract-ocr-eng to compare with", e);
        }
    }

    private static BufferedImage page(int number) {
        BufferedImage image = new BufferedImage(1240, 1754, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setColor(Color.BLACK);
        g.setFont(new Font("DejaVu Serif", Font.PLAIN, 28));
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        List<String> lines = TEXT.lines().toList();
        for (int i = 0; i < 36; i++) {
            g.drawString(i == 0 ? "Page " + number : lines.get((i + number) % lines.size()), 110, 130 + 44 * i);
        }
        g.dispose();
        return image;
    }

    private static void tiff(List<BufferedImage> images, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage image : images) {
                writer.writeToSequence(new IIOImage(image, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }
}
