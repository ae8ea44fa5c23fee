package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.json.Json;
import io.dalbox.json.Schema;
import io.dalbox.json.Violation;
import io.dalbox.plugins.testing.Call;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskState;
import io.dalbox.tasks.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ActionsTest {

    @TempDir
    static Path folder;

    static Framework4Tests dalbox;

    @BeforeAll
    static void start() throws Exception {
        dalbox = new Framework4Tests(folder, Map.of());
        dalbox.drop(
                "greeter.jar", PluginJar.plugin("greeter", "1.0.0", "greeter").bytes());
        dalbox.await("greeter", PluginState.LIVE);
    }

    @AfterAll
    static void stop() throws Exception {
        dalbox.close();
    }

    @Test
    void describesItselfWithDefaultsOfTheContract() {
        Actions.Description greet = dalbox.actions().find("greeter", "greet").orElseThrow();
        assertThat(greet.path()).isEqualTo("/actions/greet");
        assertThat(greet.access()).isEqualTo("greeter.write");
        assertThat(dalbox.actions().find("greeter", "heard").orElseThrow().access())
                .isEqualTo("greeter.read");
        assertThat(greet.params().json().at("/properties/times/maximum").asInt())
                .isEqualTo(5);
    }

    @Test
    void appliesDefaultsAndAnswers() {
        assertThat(Call.answer(dalbox, "greeter", "greet", "{\"name\":\"Bo\",\"times\":2}")
                        .get("text")
                        .asString())
                .isEqualTo("Hello Bo Bo");
    }

    @Test
    void namesEveryBadParameterAndEntersNothing() {
        assertThatThrownBy(() -> Call.answer(dalbox, "greeter", "greet", "{\"times\":9,\"nam\":\"x\"}"))
                .isInstanceOfSatisfying(
                        Actions.InvalidInput.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::pointer)
                                .containsExactlyInAnyOrder("/name", "/times", "/nam"));
    }

    @Test
    void unknownPluginAndActionAreNotFound() {
        assertThatThrownBy(() -> Call.answer(dalbox, "nobody", "greet", "{}"))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(ActionException.Kind.NOT_FOUND));
        assertThatThrownBy(() -> Call.answer(dalbox, "greeter", "nothing", "{}"))
                .hasMessageContaining("no action 'nothing'");
    }

    @Test
    void problemsForPeoplePassAndEverythingElseIsContained() {
        assertThatThrownBy(() -> Call.answer(dalbox, "greeter", "break", "{\"how\":\"conflict\"}"))
                .isInstanceOf(ActionException.class)
                .hasMessage("Busy, try later");
        for (String how : new String[] {"own", "overflow", "link", "other"}) {
            assertThatThrownBy(() -> Call.answer(dalbox, "greeter", "break", "{\"how\":\"" + how + "\"}"))
                    .isInstanceOf(ActionFailure.class)
                    .hasMessageContaining("'break' of the plugin 'greeter' failed")
                    .hasNoCause();
        }
        assertThat(dalbox.logs().read("greeter", "error", 0))
                .anySatisfy(line -> assertThat(line.error()).contains("Break$Own: my own"));
    }

    @Test
    void longActionBecomesATaskThatReportsProgressAndPublishes() {
        Task task = Call.task(dalbox, "greeter", "count", "{\"number\":50}");
        Tasks tasks = dalbox.service(Tasks.class);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> tasks.find(task.taskId()).orElseThrow().state() == TaskState.COMPLETED);
        Awaitility.await().until(() -> heard().contains("counted"));
    }

    @Test
    void aCallThatIsRepeatedWithItsKeyMakesNoSecondTask() {
        Actions actions = dalbox.service(Actions.class);
        Actions.Call call = new Actions.Call(
                "greeter",
                "count",
                (ObjectNode) Json.mapper().readTree("{\"number\":20}"),
                "tester",
                "flow/f/1",
                1,
                null,
                "flow/f/1");
        Actions.Outcome first = actions.invoke(call);
        assertThat(first).isInstanceOfSatisfying(Actions.Outcome.Started.class, started -> {
            String id = started.task().taskId();
            Tasks tasks = dalbox.service(Tasks.class);
            Awaitility.await().until(() -> tasks.find(id).orElseThrow().state() == TaskState.COMPLETED);
            assertThat(actions.invoke(call))
                    .isInstanceOfSatisfying(
                            Actions.Outcome.Started.class,
                            again -> assertThat(again.task().taskId()).isEqualTo(id));
            assertThat(tasks.causedBy("flow/f/1", 10)).hasSize(1);
        });
    }

    @Test
    void settingsAreValidatedAppliedLiveAndSecretsNeverShown() throws Exception {
        Schema schema = dalbox.settings().schema("greeter").orElseThrow();
        assertThat(schema.json().at("/properties/key/writeOnly").asBoolean()).isTrue();
        assertThat(schema.json().at("/properties/words/type").asString()).isEqualTo("array");
        assertThat(dalbox.settings().values("greeter").toString()).isEqualTo("{\"rate\":10,\"words\":[\"hello\"]}");
        assertThatThrownBy(() -> update("{\"rate\":1000}"))
                .isInstanceOfSatisfying(
                        Actions.InvalidInput.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/rate"));
        assertThatThrownBy(() -> update("{\"rate\":\"fast\",\"colour\":1}"))
                .isInstanceOfSatisfying(
                        Actions.InvalidInput.class,
                        e -> assertThat(e.violations()).hasSize(2));
        ObjectNode shown = update("{\"rate\":7,\"words\":[\"a\",\"b\"],\"key\":\"hunter2-hunter2\"}");
        assertThat(shown.toString()).isEqualTo("{\"rate\":7,\"words\":[\"a\",\"b\"]}");
        inForce("{\"rate\":7,\"words\":[\"a\",\"b\"],\"key\":\"hunter2-hunter2\"}");
        assertThat(dalbox.settings().secrets("greeter")).containsExactly("key");
        update("{\"rate\":8}");
        inForce("{\"rate\":8,\"words\":[\"hello\"],\"key\":\"hunter2-hunter2\"}");
        dalbox.plugins().restart("greeter");
        inForce("{\"rate\":8,\"words\":[\"hello\"],\"key\":\"hunter2-hunter2\"}");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(dalbox.home().resolve("config/secret.key"))))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.walk(dalbox.home())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("hunter2-hunter2");
            }
        }
    }

    @Test
    void aSecretIsRemovedByNull() throws Exception {
        update("{\"rate\":7,\"key\":\"hunter2-hunter2\"}");
        update("{\"rate\":7,\"key\":null}");
        assertThat(dalbox.settings().secrets("greeter")).isEmpty();
        assertThat(dalbox.settings().secrets("nobody")).isEmpty();
        Awaitility.await()
                .until(() -> !Call.answer(dalbox, "greeter", "settings", "{}")
                        .toString()
                        .contains("hunter2"));
        // As the other tests find them.
        update("{\"rate\":10}");
    }

    private static void inForce(String json) {
        JsonNode wanted = Json.mapper().readTree(json);
        Awaitility.await()
                .until(() -> Call.answer(dalbox, "greeter", "settings", "{}").equals(wanted));
    }

    private static ObjectNode update(String json) {
        return dalbox.settings().update("greeter", (ObjectNode) Json.mapper().readTree(json));
    }

    private static String heard() {
        return Call.answer(dalbox, "greeter", "heard", "{}").toString();
    }
}
