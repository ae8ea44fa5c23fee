package io.dalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.RandomAccessFile;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The files of a storage over real HTTP. */
class StorageIT {

    private static final String CONTENT = "/api/storages/media/content?path=";
    private static final String FILES = "/api/storages/media/files?path=";

    @TempDir
    static Path home;

    static @Nullable TestFramework framework;
    static Http full = Http.anonymous("");
    static Http reader = Http.anonymous("");
    static Path media = Path.of("");

    @BeforeAll
    static void start() throws Exception {
        framework = TestFramework.start(home);
        full = Http.token(framework.base(), EdgeIT.TOKEN);
        media = home.resolve("media");
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> full.get("/api/storages").statusCode() == 200);
        HttpResponse<String> made =
                full.send("POST", "/api/tokens", "{\"name\":\"reader\",\"scopes\":[\"core.read\"]}");
        reader = Http.token(framework.base(), Http.json(made).path("token").asString(""));
    }

    @AfterAll
    static void stop() throws Exception {
        if (framework != null) {
            framework.close();
        }
    }

    @Test
    void storagesSayTheirRoom() throws Exception {
        JsonNode storage = Http.json(reader.get("/api/storages")).path("items").path(0);
        assertThat(storage.path("name").asString("")).isEqualTo("media");
        assertThat(storage.path("usable_bytes").asLong()).isPositive();
        assertThat(storage.path("total_bytes").asLong())
                .isGreaterThanOrEqualTo(storage.path("usable_bytes").asLong());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../etc/passwd",
                "/a/%2e%2e/b",
                "/a%00b",
                "etc",
                "/a//b",
                "/a%5Cb",
                "/./a",
                "/%E2%80%AEgpj.exe",
                "/a%0Ab"
            })
    void hostilePathsAreRefused(String path) throws Exception {
        for (String address : new String[] {CONTENT, FILES}) {
            assertThat(full.get(address + path).statusCode()).as(address + path).isIn(400, 422);
        }
    }

    @Test
    void linksLeadNowhere() throws Exception {
        Path outside = Files.writeString(home.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(media.resolve("to-file"), outside);
        Files.createSymbolicLink(media.resolve("to-folder"), home);
        assertThat(full.get(CONTENT + "/to-file").statusCode()).isIn(404, 409);
        assertThat(full.get(CONTENT + "/to-folder/secret.txt").statusCode()).isIn(404, 409);
        assertThat(full.get(FILES + "/to-folder").statusCode()).isIn(404, 409);
        assertThat(full.get(FILES + "/").body()).doesNotContain("to-file", "to-folder");
    }

    @Test
    void rangesAreAnsweredInPartAndConditionsHold() throws Exception {
        Files.writeString(media.resolve("a.txt"), "0123456789");
        HttpResponse<String> whole = full.get(CONTENT + "/a.txt");
        String tag = whole.headers().firstValue("etag").orElse("");
        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.headers().firstValue("accept-ranges")).hasValue("bytes");
        HttpResponse<String> part = full.get(CONTENT + "/a.txt", "Range", "bytes=2-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(part.headers().firstValue("content-range")).hasValue("bytes 2-4/10");
        assertThat(full.get(CONTENT + "/a.txt", "Range", "bytes=-3").body()).isEqualTo("789");
        assertThat(full.get(CONTENT + "/a.txt", "Range", "bytes=8-").body()).isEqualTo("89");
        assertThat(full.get(CONTENT + "/a.txt", "Range", "bytes=0-1,3-4").statusCode())
                .isEqualTo(200);
        assertThat(full.get(CONTENT + "/a.txt", "Range", "lines=1-2").statusCode())
                .isEqualTo(200);
        HttpResponse<String> none = full.get(CONTENT + "/a.txt", "Range", "bytes=10-");
        assertThat(none.statusCode()).isEqualTo(416);
        assertThat(none.headers().firstValue("content-range")).hasValue("bytes */10");
        assertThat(full.get(CONTENT + "/a.txt", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(full.get(CONTENT + "/a.txt", "Range", "bytes=2-4", "If-Range", tag)
                        .statusCode())
                .isEqualTo(206);
        assertThat(full.get(CONTENT + "/a.txt", "Range", "bytes=2-4", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> head = full.send("HEAD", CONTENT + "/a.txt", null);
        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(10);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void theEndOfAHugeFileIsRead() throws Exception {
        long size = 5L << 30;
        try (RandomAccessFile file =
                new RandomAccessFile(media.resolve("huge.bin").toFile(), "rw")) {
            file.setLength(size);
            file.seek(size - 3);
            file.writeBytes("end");
        }
        HttpResponse<String> end = full.get(CONTENT + "/huge.bin", "Range", "bytes=" + (size - 3) + "-");
        assertThat(end.body()).isEqualTo("end");
        assertThat(end.headers().firstValue("content-range").orElse("")).endsWith("/" + size);
        Files.delete(media.resolve("huge.bin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.html", "a.svg", "a.xml", "a.js", "a", "a.HTM"})
    void whatABrowserCouldRunIsOnlySaved(String name) throws Exception {
        Files.writeString(media.resolve(name), "<script>alert(1)</script>");
        var headers = full.get(CONTENT + "/" + name).headers();
        assertThat(headers.firstValue("content-disposition").orElse("")).startsWith("attachment");
        assertThat(headers.firstValue("content-security-policy").orElse("")).contains("sandbox");
        assertThat(headers.firstValue("x-content-type-options")).hasValue("nosniff");
    }

    @Test
    void pictureFilmAndTextAreShown() throws Exception {
        for (String name : new String[] {"a.jpg", "a.mp4", "b.txt", "a.pdf"}) {
            Files.writeString(media.resolve(name), "x");
            assertThat(full.get(CONTENT + "/" + name)
                            .headers()
                            .firstValue("content-disposition")
                            .orElse(""))
                    .as(name)
                    .startsWith("inline");
            assertThat(full.get(CONTENT + "/" + name + "&download=1")
                            .headers()
                            .firstValue("content-disposition")
                            .orElse(""))
                    .startsWith("attachment");
        }
    }

    @Test
    void oddNamesGoInAndOut() throws Exception {
        for (String name : new String[] {
            "👩‍👩‍👧.txt".replace("\u200d", ""), "العنوان.txt", "a+b & c#d%.txt", "é".repeat(125) + ".txt", "${x}.txt"
        }) {
            String address = CONTENT
                    + URLEncoder.encode("/odd/" + name, StandardCharsets.UTF_8).replace("+", "%20");
            assertThat(put(full, address, name)).as(name).isEqualTo(201);
            assertThat(full.get(address).body()).isEqualTo(name);
        }
        assertThat(Http.json(full.get(FILES + "/odd")).path("items")).hasSize(5);
        assertThat(put(full, CONTENT + "/odd/" + "x".repeat(256), "x")).isEqualTo(422);
    }

    @Test
    void nothingIsReplacedAndTheTrashGivesBack() throws Exception {
        assertThat(put(full, CONTENT + "/t/a.txt", "one")).isEqualTo(201);
        assertThat(put(full, CONTENT + "/t/a.txt", "two")).isEqualTo(409);
        assertThat(put(full, CONTENT + "/t/b.txt", "two")).isEqualTo(201);
        assertThat(post("move", "{\"from\":\"/t/a.txt\",\"to\":\"/t/b.txt\"}").statusCode())
                .isEqualTo(409);
        assertThat(post("move", "{\"from\":\"/t/a.txt\",\"to\":\"/t/c.txt\"}").statusCode())
                .isEqualTo(200);
        assertThat(post("folders", "{\"path\":\"/t/new\"}").statusCode()).isEqualTo(201);
        assertThat(post("folders", "{\"path\":\"/t/new\"}").statusCode()).isEqualTo(409);
        assertThat(post("move", "{\"from\":\"/t\",\"to\":\"/t/new/t\"}").statusCode())
                .isEqualTo(409);
        String id = Http.json(post("trash", "{\"path\":\"/t\"}")).path("id").asString("");
        assertThat(full.get(FILES + "/t").statusCode()).isEqualTo(404);
        assertThat(full.get("/api/storages/media/trash").body()).contains(id);
        assertThat(post("trash/" + id + "/restore", "{}").statusCode()).isEqualTo(200);
        assertThat(full.get(CONTENT + "/t/c.txt").body()).isEqualTo("one");
        assertThat(post("trash/" + id + "/restore", "{}").statusCode()).isEqualTo(404);
        assertThat(post("trash", "{\"path\":\"/\"}").statusCode()).isEqualTo(409);
    }

    @Test
    void whoOnlyReadsChangesNothing() throws Exception {
        assertThat(put(reader, CONTENT + "/r.txt", "x")).isEqualTo(403);
        assertThat(reader.send("POST", "/api/storages/media/trash", "{\"path\":\"/a.txt\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(reader.get(FILES + "/").statusCode()).isEqualTo(200);
        assertThat(full.get("/api/storages/nothing/files").statusCode()).isEqualTo(404);
        assertThat(full.get(FILES + "/&sort=colour").statusCode()).isEqualTo(422);
        assertThat(full.get(FILES + "/&cursor=x").statusCode()).isEqualTo(422);
    }

    @Test
    void aFolderThatVanishesWhileItIsListedIsNoFault() throws Exception {
        Path folder = Files.createDirectories(media.resolve("vanishing"));
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 50; i++) {
                Files.writeString(folder.resolve(i + ".txt"), "x");
            }
            Thread remover = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 50; i++) {
                    folder.resolve(i + ".txt").toFile().delete();
                }
            });
            assertThat(full.get(FILES + "/vanishing").statusCode()).isEqualTo(200);
            remover.join();
        }
        Files.delete(folder);
        assertThat(full.get(FILES + "/vanishing").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> post(String what, String body) throws Exception {
        return full.send("POST", "/api/storages/media/" + what, body);
    }

    private static int put(Http caller, String address, String content) throws Exception {
        return Http.client()
                .send(
                        caller.request(address)
                                .PUT(BodyPublishers.ofString(content))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }
}
