package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import io.dalbox.testing.SmallPlugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every spelling of a path that leads elsewhere, at every door that takes a path or a name. */
class HostilePathTest {

    private static final String MARK = "hostile-path-mark";
    private static final String SECRET = "the-secret-outside";

    @TempDir
    static Path folder;

    private static Path outside;
    private static Path home;
    private static List<String> names;
    private static DalboxProcess dalbox;
    private static OddServer server;

    @BeforeAll
    static void start() throws IOException {
        outside = Files.createDirectories(folder.resolve("outside"));
        home = Files.createDirectories(folder.resolve("deep/deeper/home"));
        Files.createDirectories(home.resolve("media"));
        for (Path place :
                List.of(outside, folder, folder.resolve("deep"), home.getParent(), home, home.resolve("data"))) {
            Files.createDirectories(place);
            Files.writeString(place.resolve(MARK), SECRET);
        }
        names = HostilePaths.names(MARK, outside);
        assertThat(names).hasSizeGreaterThan(60).doesNotHaveDuplicates();
        server = new OddServer();
        dalbox = DalboxProcess.start(Shipped.TREE, home);
        // Hundreds of small downloads are waited for.
        HttpResponse<String> changed = dalbox.send("PUT", "/api/plugins/download/settings", "{\"max_concurrent\": 16}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    }

    @AfterAll
    static void stop() throws IOException {
        dalbox.close();
        server.close();
    }

    @AfterEach
    void nothingWasMadeOutsideAndTheServerGoesOn() throws IOException {
        assertThat(dalbox.get("/module/hello/health").statusCode()).isEqualTo(200);
        assertThat(strangers()).isEmpty();
    }

    @Test
    void everyStoragePathOfEveryAction() throws IOException {
        Files.createSymbolicLink(home.resolve("media/way-out"), outside);
        server.on("*", OddServer.plain("200 OK", "content"));
        List<Offers.Parameter> doors = Offers.parameters(dalbox, "storage-path", server.url("/file.bin"));
        assertThat(doors).extracting(Offers.Parameter::toString).contains("download.download save_path");

        List<String> wrong = new ArrayList<>();
        for (Offers.Parameter door : doors) {
            for (String value : storagePaths()) {
                HttpResponse<String> answer =
                        dalbox.send(door.method(), door.path(), door.with(value).toString());
                if (answer.statusCode() >= 300 && !isRefusal(answer)) {
                    wrong.add(door + " " + value + ": " + answer.statusCode() + " " + answer.body());
                }
            }
        }

        assertThat(wrong).isEmpty();
        awaitTheTasks();
    }

    @Test
    void everyVariableOfEveryRoute() throws IOException {
        List<Offers.Route> doors =
                Offers.routes(dalbox).stream().filter(Offers.Route::hasVariable).toList();
        assertThat(doors)
                .hasSizeGreaterThan(15)
                .extracting(Offers.Route::path)
                .contains("/assets/{name}", "/api/plugins/{id}", "/module/hello/{path...}");
        JsonNode before = dalbox.json("/api/plugins");

        List<String> wrong = new ArrayList<>();
        for (Offers.Route door : doors) {
            for (String name : names) {
                for (String target : HostilePaths.targets(name)) {
                    check(door.method(), door.with(target), wrong);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(dalbox.json("/api/plugins")).isEqualTo(before);
    }

    @Test
    void everyQueryThatCouldBeAPath() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String name : names) {
            for (String target : HostilePaths.targets(name)) {
                check("GET", "/api/pages?path=" + target, wrong);
                check("GET", "/api/pages?path=/module/hello/" + target, wrong);
            }
        }

        assertThat(wrong.stream().filter(one -> !one.contains("answers 200")).toList())
                .isEmpty();
    }

    @Test
    void everyNameThatAServerGivesItsFile() throws IOException {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).replaceAll("[\r\n]", " ").replace("\"", "\\\"");
            server.on(
                    "/named/" + i,
                    OddServer.plain("200 OK", "named", "Content-Disposition: attachment; filename=\"" + name + "\""));
            server.on(
                    "/starred/" + i,
                    OddServer.plain(
                            "200 OK",
                            "starred",
                            "Content-Disposition: attachment; filename*=UTF-8''" + HostilePaths.encoded(names.get(i))));
            start(server.url("/named/" + i));
            start(server.url("/starred/" + i));
        }

        assertEveryFileIsInItsFolder();
    }

    @Test
    void everyNameThatAnAddressEndsWith() throws IOException {
        server.on("*", OddServer.plain("200 OK", "by its address"));
        for (String name : names) {
            start(server.url("/x/" + HostilePaths.encoded(name)));
            start(server.url("/x/" + HostilePaths.encoded(HostilePaths.encoded(name))));
        }

        assertEveryFileIsInItsFolder();
    }

    @Test
    void everyNameOfAnUploadedFile() throws Exception {
        byte[] jar = SmallPlugin.of("uploaded", "1.0.0", "io.dalbox.it.sample.waiting")
                .bytes();
        List<String> doors = Offers.routes(dalbox).stream()
                .filter(route -> route.method().equals("POST") && !route.hasVariable())
                .map(Offers.Route::path)
                .filter(path -> upload(path, "probe.jar", new byte[1]).statusCode() != 415)
                .toList();
        assertThat(doors).contains("/api/plugins");

        for (String door : doors) {
            for (String name : names) {
                HttpResponse<String> answer = upload(door, name, jar);

                assertThat(answer.statusCode())
                        .as(door + " " + name + ": " + answer.body())
                        .isIn(200, 201, 400, 422);
                if (answer.statusCode() == 201 && door.equals("/api/plugins")) {
                    assertInstalledUnderASafeName(answer);
                }
            }
        }
    }

    private static HttpResponse<String> upload(String path, String name, byte[] content) {
        String given = name.replaceAll("[\r\n]", " ").replace("\\", "\\\\").replace("\"", "\\\"");
        return dalbox.send(dalbox.request(path)
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .POST(BodyPublishers.ofByteArrays(List.of(
                        ("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + given
                                        + "\"\r\nContent-Type: application/java-archive\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8),
                        content,
                        "\r\n--cut--\r\n".getBytes(StandardCharsets.UTF_8))))
                .build());
    }

    private static void assertInstalledUnderASafeName(HttpResponse<String> answer) {
        String file = Json.mapper().readTree(answer.body()).path("file").asString("");
        assertThat(file).matches("[A-Za-z0-9_][A-Za-z0-9._-]*\\.jar");
        assertThat(home.resolve("plugins").resolve(file)).isRegularFile();
        assertThat(dalbox.send("DELETE", "/api/plugins/uploaded", "").statusCode())
                .isEqualTo(204);
    }

    @Test
    void everyNameInsideADroppedJar() throws IOException {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String file = "entries-" + i + ".jar";
            Path part = home.resolve("plugins").resolve(file + ".part");
            Files.write(part, jar("entries" + i, names.get(i)));
            Files.move(part, home.resolve("plugins").resolve(file), StandardCopyOption.ATOMIC_MOVE);
            files.add(file);
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(dalbox.json("/api/plugins")
                                .path("items")
                                .valueStream()
                                .map(row -> row.path("file").asString("")))
                        .containsAll(files));
        for (JsonNode row : dalbox.json("/api/plugins").path("items")) {
            int number = number(row.path("file").asString(""));
            if (number >= 0 && List.of(names.get(number).split("[/\\\\]")).contains("..")) {
                assertThat(row.path("state").asString("")).as(names.get(number)).isEqualTo("failed");
                assertThat(row.path("detail").asString("")).contains("leads out of the jar");
            }
        }
        for (String file : files) {
            Files.delete(home.resolve("plugins").resolve(file));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> dalbox.json("/api/plugins").path("items").size() == Shipped.PLUGINS);
    }

    private static int number(String file) {
        return file.startsWith("entries-") ? Integer.parseInt(file.replaceAll("\\D", "")) : -1;
    }

    private static byte[] jar(String name, String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(("Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: " + name
                            + "\nBundle-Version: 1.0.0\n")
                    .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(new String(entry.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)));
            zip.write('x');
        }
        return bytes.toByteArray();
    }

    private static List<String> storagePaths() {
        List<String> values = new ArrayList<>(names);
        for (String name : names) {
            values.add("media:/" + name);
            values.add("media:/" + name + "/");
            values.add("media:/way-out/" + name);
        }
        values.addAll(List.of("media:/way-out", "media:/way-out/", "media:/way-out/new", "media:/way-out/new/"));
        return values;
    }

    private static void check(String method, String target, List<String> wrong) throws IOException {
        RawHttp.Answer answer = RawHttp.send(dalbox, method, target);
        boolean refused = answer.status() >= 400 && answer.status() < 500;
        if (!refused || answer.body().contains(SECRET) || answer.body().contains("root:x:")) {
            wrong.add(method + " " + target + " answers " + answer.status() + " "
                    + answer.body().lines().limit(3).toList());
        }
    }

    private static void start(String url) {
        HttpResponse<String> answer = dalbox.post(
                "/module/download/actions/download",
                Json.mapper().createObjectNode().put("url", url).toString());
        assertThat(answer.statusCode()).as(url + " " + answer.body()).isIn(202, 422);
    }

    private static void assertEveryFileIsInItsFolder() {
        for (JsonNode task : awaitTheTasks()) {
            assertThat(task.path("state").asString("")).as(task.toString()).isEqualTo("completed");
            String path = task.path("result").path("file_path").asString("");
            assertThat(path).startsWith("media:/downloads/");
            assertThat(home.resolve("media")
                            .resolve(path.substring("media:/".length()))
                            .normalize())
                    .startsWithRaw(home.resolve("media/downloads"))
                    .isRegularFile();
        }
    }

    /** Waits until no task runs; returns those of the last test's doors that completed or failed. */
    private static List<JsonNode> awaitTheTasks() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(dalbox.json("/api/tasks?state=queued").path("items")).isEmpty();
            assertThat(dalbox.json("/api/tasks?state=running").path("items")).isEmpty();
        });
        List<JsonNode> ended = new ArrayList<>();
        String next = "";
        do {
            JsonNode list = dalbox.json("/api/tasks?limit=100" + next);
            list.path("items").forEach(ended::add);
            next = list.path("next").isNull()
                    ? ""
                    : "&cursor=" + list.path("next").asString("");
        } while (!next.isEmpty());
        ended.forEach(task -> assertThat(dalbox.send(
                                "DELETE", "/api/tasks/" + task.path("task_id").asString(""), "")
                        .statusCode())
                .isEqualTo(204));
        return ended;
    }

    private static boolean isRefusal(HttpResponse<String> answer) {
        return answer.statusCode() >= 400
                && answer.statusCode() < 500
                && answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json");
    }

    /** Returns what lies where nothing of a hostile name may lie. */
    private static List<Path> strangers() throws IOException {
        TreeSet<Path> found = new TreeSet<>();
        List<Path> own = List.of("media", "plugins", "data", "logs", "cache", "config").stream()
                .map(home::resolve)
                .toList();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> !Files.isDirectory(file)
                            && !file.getFileName().toString().equals(MARK))
                    .filter(file -> own.stream().noneMatch(file::startsWith))
                    .forEach(found::add);
        }
        try (Stream<Path> files = Files.walk(home)) {
            files.filter(file -> file.getFileName().toString().contains(MARK))
                    .filter(file -> !file.getFileName().toString().equals(MARK))
                    .filter(file -> !file.startsWith(home.resolve("media"))
                            && !file.startsWith(home.resolve("plugins"))
                            && !file.startsWith(home.resolve("data/trash")))
                    .forEach(found::add);
        }
        for (Path place : List.of(
                Path.of("/"), Path.of("/tmp"), Path.of(""), Shipped.TREE, Path.of(System.getProperty("user.home")))) {
            try (Stream<Path> files = Files.list(place)) {
                files.filter(file -> file.toString().contains(MARK)).forEach(found::add);
            }
        }
        for (Path place : List.of(outside, folder, home)) {
            if (!Files.readString(place.resolve(MARK)).equals(SECRET)) {
                found.add(place.resolve(MARK));
            }
        }
        return List.copyOf(found);
    }
}
