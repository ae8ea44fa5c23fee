package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.json.Json;
import io.dalbox.plugins.ContractWatcher.Affected;
import io.dalbox.plugins.ContractWatcher.Contract;
import io.dalbox.plugins.Plugins.Preview;
import io.dalbox.plugins.testing.Call;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import io.dalbox.store.Store;
import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

class ContractTest {

    @TempDir
    static Path folder;

    static Framework4Tests dalbox;

    final Watcher watcher = new Watcher();
    ServiceRegistration<ContractWatcher> watching;

    /** Something that passes {@code name} to {@code greet}. */
    static final class Watcher implements ContractWatcher {
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public List<Affected> affected(String plugin, @Nullable Contract candidate) {
            boolean fits = candidate != null
                    && candidate.actions().stream()
                            .filter(action -> action.name().equals("greet"))
                            .anyMatch(action ->
                                    action.params().json().path("properties").has("name"));
            Problem problem = new Problem("/with/name", "There is no parameter name.", 1, 1, "person");
            return fits ? List.of() : List.of(new Affected("flow", "f1", "Greet all", List.of(problem)));
        }

        @Override
        public void replacing(String plugin, Contract next) {
            heard.add(next.actions().stream().map(Actions.Description::name).toList() + " while " + state());
        }

        private static PluginState state() {
            return dalbox.plugins().find("contract").orElseThrow().state();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        dalbox = new Framework4Tests(folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        dalbox.close();
    }

    @BeforeEach
    void firstVersionRuns() throws Exception {
        watching = context().registerService(ContractWatcher.class, watcher, null);
        drop("1.0.0", "first");
        watcher.heard.clear();
    }

    @AfterEach
    void remove() throws Exception {
        watching.unregister();
        Files.delete(dalbox.drops().resolve("contract.jar"));
        Awaitility.await().until(() -> dalbox.plugins().find("contract").isEmpty());
    }

    @Test
    void previewNamesEveryDifferenceAndWhomItConcerns() {
        Preview preview = preview(jar("2.0.0", "second"));

        assertThat(preview.reason()).isNull();
        assertThat(preview.change()).isEqualTo(Preview.Change.UPDATE);
        assertThat(preview.actions().added()).isEmpty();
        assertThat(preview.actions().removed()).containsExactly("sing");
        assertThat(preview.actions().changed()).singleElement().satisfies(greet -> {
            assertThat(greet.name()).isEqualTo("greet");
            assertThat(greet.breaking()).isTrue();
            assertThat(greet.details())
                    .anyMatch(detail -> detail.startsWith("the parameter person "))
                    .anyMatch(detail -> detail.startsWith("the parameter name is no longer there"));
        });
        assertThat(preview.events().changed())
                .singleElement()
                .satisfies(greeted -> assertThat(greeted.breaking()).isTrue());
        assertThat(preview.flows()).extracting(Affected::id).containsExactly("f1");
        assertThat(preview.flows().getFirst().problems())
                .extracting(ContractWatcher.Problem::suggestion)
                .containsExactly("person");
    }

    @Test
    void aJarIsReadAsItsPluginIsWhenItRuns() {
        Preview same =
                preview(PluginJar.plugin("contract", "1.0.1", "contract.first").bytes());

        assertThat(same.change()).isEqualTo(Preview.Change.UPDATE);
        assertThat(same.actions()).isEqualTo(Preview.Changes.NONE);
        assertThat(same.events()).isEqualTo(Preview.Changes.NONE);
        assertThat(same.flows()).isEmpty();
    }

    @Test
    void nothingOfAPreviewedJarRunsOrStays() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        SynchronousBundleListener listener = event -> {
            BundleWiring wiring =
                    event.getType() == BundleEvent.RESOLVED ? event.getBundle().adapt(BundleWiring.class) : null;
            if (wiring != null) {
                loaders.add(new WeakReference<>(wiring.getClassLoader()));
            }
        };
        context().addBundleListener(listener);
        try {
            preview(jar("2.0.0", "second"));
        } finally {
            context().removeBundleListener(listener);
        }

        assertThat(loaders).hasSize(1);
        assertThat(sprung()).isEmpty();
        Awaitility.await().until(() -> {
            System.gc();
            return loaders.getFirst().refersTo(null);
        });

        // The traps are real: they spring once the version runs.
        drop("2.0.0", "second");
        Call.answer(dalbox, "contract", "greet", "{\"person\":\"Ann\"}");
        assertThat(sprung()).contains("dalbox.test.sprung.action", "dalbox.test.sprung.enum");
    }

    @Test
    void aReplacementThatBreaksAFlowGoesThroughAndIsTold() throws Exception {
        long before = dalbox.service(Journal.class).last();
        drop("2.0.0", "second");

        assertThat(watcher.heard).containsExactly("[greet] while STOPPING");
        PluginInfo row = dalbox.plugins().find("contract").orElseThrow();
        assertThat(row.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("'Greet all' does not fit version 2.0.0", "/with/name There is no parameter name."));
        assertThat(history()).anyMatch(line -> line.contains("action sing is gone") && line.contains("Greet all"));
        JournalEvent event = Awaitility.await()
                .until(
                        () -> dalbox.service(Journal.class).read(before, 10, "core.plugin.changed").stream()
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
        assertThat(event.data()).isEqualTo(Json.mapper().readTree("""
                {"plugin":"contract","version":"2.0.0","previous":"1.0.0","actions_removed":["sing"],
                 "actions_changed":["greet"],"events_removed":[],"events_changed":["contract.greeted"],
                 "flows_broken":[{"id":"f1","name":"Greet all"}]}"""));
        EventTypes.Type greeted =
                dalbox.service(EventTypes.class).find("contract.greeted").orElseThrow();
        assertThat(greeted.outside()).isTrue();
        assertThat(greeted.version()).isEqualTo(2);
    }

    @Test
    void anEventTypeThatBreaksUnderTheSameVersionIsRefusedAndTheOldVersionRunsOn() throws Exception {
        dalbox.drop("contract.jar", jar("3.0.0", "third"));

        PluginInfo row = dalbox.await("contract", r -> r.detail() != null && r.state() == PluginState.LIVE);
        assertThat(row.version()).isEqualTo("1.0.0");
        assertThat(row.fault()).isEqualTo(PluginFault.BREAKING);
        assertThat(row.detail()).contains("contract.greeted", "still has the version 1", "@EventType", "1.0.0 runs on");
        assertThat(watcher.heard).isEmpty();
        Call.answer(dalbox, "contract", "greet", "{\"name\":\"Ann\"}");
        assertThat(preview(jar("3.0.1", "third")).change()).isEqualTo(Preview.Change.REFUSED);
    }

    @Test
    void inputMadeForOneVersionDoesNotEnterAnother() throws Exception {
        String first = dalbox.actions().find("contract", "greet").orElseThrow().revision();
        Actions.Call call = Actions.Call.by(
                "tester", "contract", "greet", Json.mapper().createObjectNode().put("person", "Ann"));
        drop("1.0.1", "first");
        assertThat(dalbox.actions().find("contract", "greet").orElseThrow().revision())
                .isEqualTo(first);
        drop("2.0.0", "second");

        assertThatThrownBy(() -> dalbox.actions().invoke(call, first)).isInstanceOf(Actions.Changed.class);
        String second = dalbox.actions().find("contract", "greet").orElseThrow().revision();
        assertThat(dalbox.actions().invoke(call, second)).isInstanceOf(Actions.Outcome.Answer.class);
    }

    @Test
    void dependentsAreWhatARemovalWouldStop() {
        assertThat(dalbox.plugins().dependents("contract"))
                .extracting(Affected::name)
                .containsExactly("Greet all");
        assertThatThrownBy(() -> dalbox.plugins().dependents("nobody")).isInstanceOf(ActionException.class);
    }

    private static List<String> history() {
        return dalbox.service(Store.class)
                .read(tx ->
                        tx.query("SELECT outcome FROM plugins_history WHERE id = ?", r -> r.getString(1), "contract"));
    }

    private static List<String> sprung() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("dalbox.test.sprung."))
                .toList();
    }

    private static BundleContext context() {
        return dalbox.framework().getBundleContext();
    }

    private static Preview preview(byte[] jar) {
        return dalbox.plugins().preview(new ByteArrayInputStream(jar), "some.jar");
    }

    private static byte[] jar(String version, String sample) {
        return PluginJar.plugin("contract", version, "contract." + sample).bytes();
    }

    private static void drop(String version, String sample) throws Exception {
        dalbox.drop("contract.jar", jar(version, sample));
        dalbox.await("contract", row -> row.version().equals(version) && row.state() == PluginState.LIVE);
    }
}
