package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Text recognition as it is shipped: with its own natives and models, over HTTP. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OcrTest {

    private static final String WORDS = "The quick brown fox jumps over the lazy dog";

    @TempDir
    private static Path home;

    private static DalboxProcess dalbox;

    @BeforeAll
    static void start() throws IOException {
        dalbox = DalboxProcess.start(Shipped.TREE, home);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> dalbox.json("/api/plugins/ocr")
                        .path("state")
                        .asString("")
                        .equals("live"));
    }

    @AfterAll
    static void stop() throws IOException {
        dalbox.close();
    }

    @Test
    void readsAPictureAndShowsIt() throws Exception {
        write("letter.png", 1);
        JsonNode task = ended(recognize("media:/letter.png"));

        assertThat(task.path("state").asString()).as(task.toString()).isEqualTo("completed");
        assertThat(task.path("result").path("text").asString()).isEqualTo(WORDS);
        assertThat(task.path("progress").doubleValue()).isEqualTo(100);
        long id = task.path("result").path("id").longValue();
        assertThat(dalbox.json("/module/ocr/actions/results?search=brown")
                        .path("items")
                        .path(0)
                        .path("id")
                        .longValue())
                .isEqualTo(id);
        JsonNode page = dalbox.json("/module/ocr/actions/result?id=" + id);
        assertThat(page.path("words")).hasSize(9);
        HttpResponse<byte[]> picture = HttpClient.newHttpClient()
                .send(dalbox.request(page.path("picture").asString()).build(), BodyHandlers.ofByteArray());
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(dalbox.json("/api/events?type=ocr.completed")
                        .path("items")
                        .path(0)
                        .path("data")
                        .path("file_path")
                        .asString())
                .isEqualTo("media:/letter.png");
        // What was unpacked lies in the home and nowhere else.
        assertThat(home.resolve("cache/tesseract")).isDirectory();
    }

    @Test
    void cancelsInTheMiddle() throws Exception {
        write("long.png", 60);
        String id = recognize("media:/long.png");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> task(id).path("state").asString().equals("running")
                        && dalbox.json("/api/compute").path("running").intValue() > 0);
        assertThat(dalbox.post("/api/tasks/" + id + "/cancel", "").statusCode()).isBetween(200, 299);

        assertThat(ended(id).path("state").asString()).isEqualTo("cancelled");
        await().until(() -> dalbox.json("/api/compute").path("running").intValue() == 0);
        assertThat(dalbox.json("/api/compute").path("abandoned").intValue()).isZero();
    }

    @Test
    void canBeReplacedWithoutStayingInMemory() throws Exception {
        write("again.png", 1);
        ended(recognize("media:/again.png"));
        assertThat(dalbox.post("/api/plugins/ocr/restart", "").statusCode()).isBetween(200, 299);
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        dalbox.json("/api/plugins/ocr").path("state").asString().equals("live"));

        assertThat(ended(recognize("media:/again.png")).path("state").asString())
                .isEqualTo("completed");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> dalbox.json("/api/plugins/ocr").path("leaks").isEmpty());
    }

    private static String recognize(String path) {
        HttpResponse<String> answer = dalbox.post("/module/ocr/actions/recognize", "{\"path\": \"" + path + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return Json.mapper().readTree(answer.body()).path("task_id").asString();
    }

    private static JsonNode ended(String id) {
        await().atMost(Duration.ofSeconds(120))
                .until(() -> !task(id).path("finished").isNull());
        return task(id);
    }

    private static JsonNode task(String id) {
        return dalbox.json("/api/tasks/" + id);
    }

    private static void write(String name, int lines) throws IOException {
        BufferedImage image = new BufferedImage(900, 80 + 50 * lines, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setColor(Color.BLACK);
        g.setFont(new Font("DejaVu Sans", Font.PLAIN, 32));
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (int i = 0; i < lines; i++) {
            g.drawString(WORDS, 40, 70 + 50 * i);
        }
        g.dispose();
        Files.createDirectories(home.resolve("media"));
        ImageIO.write(image, "png", home.resolve("media").resolve(name).toFile());
    }
}
