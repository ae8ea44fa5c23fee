package io.dalbox.plugin.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.Lane;
import io.dalbox.event.EventType;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.internal.EventTypeRegistry;
import io.dalbox.events.internal.SqlJournal;
import io.dalbox.json.Json;
import io.dalbox.json.Schema;
import io.dalbox.json.internal.SchemaFactory;
import io.dalbox.lanes.internal.LaneService;
import io.dalbox.store.internal.SqliteStore;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskRun;
import io.dalbox.tasks.TaskRunner;
import io.dalbox.tasks.TaskState;
import io.dalbox.tasks.Tasks;
import io.dalbox.tasks.internal.TaskService;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The download as a task of the real task service, on a real database. */
@Timeout(60)
@EnabledIf("io.dalbox.plugin.download.NginxServer#available")
class HostedDownloadTest {

    private static final JsonMapper JSON = Json.forPlugin();

    @TempDir
    Path temp;

    NginxServer nginx;
    Bench bench;
    SqliteStore store;
    LaneService lanes;
    Journal journal;
    TaskService tasks;

    @BeforeEach
    void start() throws IOException {
        nginx = new NginxServer(Files.createDirectory(temp.resolve("nginx")));
        bench = new Bench(temp.resolve("home"));
        store = SqliteStore.open(temp.resolve("home"));
        lanes = LaneService.of(1);
        EventTypes types = new EventTypeRegistry();
        for (Class<?> type : List.of(DownloadCompleted.class, DownloadFailed.class)) {
            String name =
                    Objects.requireNonNull(type.getAnnotation(EventType.class)).name();
            types.register(new EventTypes.Type(name, "download", "", 1, new SchemaFactory().ofRecord(type), false));
        }
        journal = new SqlJournal(store, types, new Silent());
        TaskService.Config config = (TaskService.Config) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TaskService.Config.class},
                (_, method, _) -> method.getDefaultValue());
        tasks = new TaskService(store, journal, types, new SchemaFactory(), lanes, config);
    }

    @AfterEach
    void stop() {
        store.close();
        nginx.close();
    }

    @Test
    void aTaskIsPausedResumedAndCompleted() throws Exception {
        byte[] content = file("a.bin", 1_500_000);
        try (Tasks.Attachment attached = tasks.attach("download", "download", new Runner())) {
            String id = create(nginx.url("/slow/a.bin"));
            await().until(() -> done(id) > 200_000);
            assertThat(task(id).status()).isEqualTo("downloading");
            assertThat(tasks.pause(id).state()).isEqualTo(TaskState.PAUSED);
            assertThat(task(id).title()).isEqualTo("a.bin");
            assertThat(done(id)).isBetween(200_000L, 1_499_999L);
            tasks.resume(id);
            await().until(() -> task(id).state().finished());
            assertThat(task(id).state()).as(String.valueOf(task(id).error())).isEqualTo(TaskState.COMPLETED);
            assertThat(bench.media.resolve("downloads/a.bin")).hasBinaryContent(content);
            assertThat(Objects.requireNonNull(task(id).result())
                            .get("file_path")
                            .asString())
                    .isEqualTo("media:/downloads/a.bin");
            assertThat(journal.newest(0, 10, "download.completed"))
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.data().get("task_id").asString()).isEqualTo(id));
        }
    }

    @Test
    void aCancelledTaskLeavesNoFile() throws Exception {
        file("a.bin", 1_500_000);
        try (Tasks.Attachment attached = tasks.attach("download", "download", new Runner())) {
            String id = create(nginx.url("/slow/a.bin"));
            await().until(() -> done(id) > 0);
            tasks.cancel(id);
            await().until(() -> task(id).state() == TaskState.CANCELLED);
            await().until(() -> bench.storages
                    .list(io.dalbox.storage.StoragePath.parse("media:/downloads"))
                    .isEmpty());
        }
    }

    @Test
    void aPluginThatIsReplacedGoesOnWhereItWas() throws Exception {
        byte[] content = file("a.bin", 1_500_000);
        String id;
        try (Tasks.Attachment attached = tasks.attach("download", "download", new Runner())) {
            id = create(nginx.url("/slow/a.bin"));
            await().until(() -> done(id) > 200_000);
        }
        assertThat(task(id).state()).isEqualTo(TaskState.QUEUED);
        try (Tasks.Attachment attached = tasks.attach("download", "download", new Runner())) {
            await().until(() -> task(id).state() == TaskState.COMPLETED);
        }
        assertThat(bench.media.resolve("downloads/a.bin")).hasBinaryContent(content);
        assertThat(task(id).attempts()).isEqualTo(1);
    }

    @Test
    void aMissingFileEndsAsErrorAndIsPublished() {
        try (Tasks.Attachment attached = tasks.attach("download", "download", new Runner())) {
            String id = create(nginx.url("/none?key=s"));
            await().until(() -> task(id).state() == TaskState.ERROR);
            assertThat(task(id).error()).contains("no such file (404)");
            assertThat(journal.newest(0, 10, "download.failed"))
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.data().get("url").asString()).isEqualTo(nginx.url("/none")));
        }
    }

    @Test
    void theSchemaSaysWhatCanBeAsked() {
        Schema schema = new SchemaFactory().ofRecord(DownloadInput.class);
        assertThat(schema.validate(JSON.readTree("{\"url\":\"http://a/b\"}"))).isEmpty();
        assertThat(schema.validate(JSON.readTree("""
                        {"url":"http://a/b","save_path":"media:/x/","headers":{"A":"b"},"segments":16,
                         "speed_limit":1,"max_size":1,"sha256":"%s"}""".formatted("a".repeat(64)))))
                .isEmpty();
        assertThat(schema.validate(JSON.readTree("{\"url\":\"http://a/b\",\"segments\":17,\"sha256\":\"x\",\"y\":1}")))
                .extracting(v -> v.pointer())
                .containsExactlyInAnyOrder("/segments", "/sha256", "/y");
        assertThat(schema.validate(JSON.readTree("{}")))
                .extracting(v -> v.pointer())
                .containsExactly("/url");
    }

    private String create(String url) {
        ObjectNode input = Json.mapper().createObjectNode().put("url", url).put("segments", 2);
        return tasks.create(new NewTask("download", "download", input, "admin", null, 0, null, null))
                .taskId();
    }

    private Task task(String id) {
        return tasks.find(id).orElseThrow();
    }

    private long done(String id) {
        Long done = task(id).downloaded();
        return done == null ? 0 : done;
    }

    private byte[] file(String name, int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Files.write(nginx.files.resolve(name), content);
        return content;
    }

    private final class Runner implements TaskRunner {

        @Override
        public JsonNode run(TaskRun run) throws Exception {
            return HostedContext.json(bench.action().run(input(run), context(run)));
        }

        @Override
        public void discard(TaskRun run) throws Exception {
            bench.action().discard(input(run), context(run));
        }

        private DownloadInput input(TaskRun run) {
            return JSON.treeToValue(run.input(), DownloadInput.class);
        }

        private HostedContext context(TaskRun run) {
            return new HostedContext(run, lanes, bench.storages);
        }

        @Override
        public Lane lane() {
            return Lane.IO;
        }

        @Override
        public int concurrency() {
            return 0;
        }

        @Override
        public List<String> exclusive() {
            return List.of();
        }
    }

    /** Nobody listens on EventAdmin here. */
    private static final class Silent implements EventAdmin {

        @Override
        public void postEvent(Event event) {}

        @Override
        public void sendEvent(Event event) {}
    }
}
