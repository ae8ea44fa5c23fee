package io.dalbox.plugin.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dalbox.storage.StoragePath;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is heard in clips that the weights have not learnt from, with the real models and ffmpeg. */
class HeardTest {

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
    void aSpeechIsSpeech() throws Exception {
        Sound sound = box.analyze(box.make("jfk.wav", "-i", SoundBox.jfk().toString()));

        assertThat(sound.duration()).isCloseTo(11.0, within(0.01));
        assertThat(sound.speech() / sound.duration()).isGreaterThan(0.8);
        assertThat(sound.music()).isLessThan(0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0870", "0880", "0890", "0920", "0930"})
    void aReadingIsSpeech(String number) throws Exception {
        Sound sound = box.analyze(
                box.make("r" + number + ".flac", "-i", SoundBox.librivox(number).toString()));

        assertThat(sound.speech() / (sound.duration() - sound.silence())).isGreaterThan(0.8);
        assertThat(sound.music()).isLessThan(0.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "macroform-cold_day",
                "macroform-robot_dity",
                "macroform-the_simplicity",
                "manolo_camp-morning_coffee",
                "reno_project-system"
            })
    void musicIsMusic(String name) throws Exception {
        Sound sound = box.analyze(box.make(
                name + ".mp3",
                "-ss",
                "20",
                "-t",
                "30",
                "-i",
                SoundBox.music(name).toString()));

        assertThat(sound.music() / sound.duration()).isGreaterThan(0.8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anoisesrc=c=pink:a=0.2:d=20:s=99",
                "anoisesrc=c=brown:a=0.4:d=20:s=98",
                "anoisesrc=c=white:a=0.05:d=20:s=97"
            })
    void noiseIsNoise(String source) throws Exception {
        Sound sound = box.analyze(box.make("noise.wav", "-f", "lavfi", "-i", source));

        assertThat(sound.noise() / sound.duration()).isGreaterThan(0.9);
    }

    /** Music, a pause, somebody speaks, noise: where one ends and the other begins. */
    @Test
    void whatFollowsEachOtherIsToldApart() throws Exception {
        StoragePath path = box.make(
                "programme.wav",
                "-t",
                "12",
                "-ss",
                "30",
                "-i",
                SoundBox.music("reno_project-system").toString(),
                "-i",
                SoundBox.jfk().toString(),
                "-f",
                "lavfi",
                "-t",
                "8",
                "-i",
                "anoisesrc=c=pink:a=0.1:s=5",
                "-f",
                "lavfi",
                "-t",
                "3",
                "-i",
                "anullsrc=r=44100:cl=mono",
                "-filter_complex",
                "[0]aresample=44100[m];[1]aresample=44100[s];[2]aresample=44100[n];[m][3][s][n]concat=n=4:v=0:a=1");

        Sound sound = box.analyze(path);
        List<Part> parts = box.library.parts(sound.id(), Layer.SEGMENTS);
        assertThat(parts.getFirst().start()).isZero();
        assertThat(parts.getLast().end()).isEqualTo(sound.duration());
        for (int i = 1; i < parts.size(); i++) {
            assertThat(parts.get(i).start()).isEqualTo(parts.get(i - 1).end());
        }
        assertThat(at(parts, 6)).isEqualTo("music");
        assertThat(at(parts, 13.5)).isEqualTo("silence");
        assertThat(at(parts, 20)).isEqualTo("speech");
        assertThat(at(parts, 31)).isEqualTo("noise");
        assertThat(sound.silence()).isCloseTo(3.0, within(0.5));
        assertThat(sound.speech()).isCloseTo(10.6, within(1.0));
        assertThat(sound.noise()).isCloseTo(8.0, within(1.0));
        List<Part> voices = box.library.parts(sound.id(), Layer.VOICES);
        assertThat(voices.stream().filter(voice -> voice.start() > 15 && voice.end() < 26))
                .hasSizeGreaterThanOrEqualTo(4);
        // Where a song is cut into, the detector hears a syllable.
        assertThat(voices.stream()
                        .filter(voice -> voice.end() < 15 || voice.start() > 26)
                        .mapToDouble(Part::length)
                        .sum())
                .isLessThan(1);
    }

    @Test
    void loudnessIsThatOfTheStandard() throws Exception {
        // EBU Tech 3341, case 1: a stereo sine of 1000 Hz at -23 dBFS has -23 LUFS.
        Sound sound = box.analyze(box.make(
                "sine.wav",
                "-f",
                "lavfi",
                "-i",
                "sine=f=1000:d=20:r=48000",
                "-af",
                "volume=-4.94dB,pan=stereo|c0=c0|c1=c0"));

        assertThat(sound.loudness())
                .isNotNull()
                .satisfies(lufs -> assertThat(lufs).isCloseTo(-23.0, within(0.15)));
        assertThat(sound.truePeak())
                .isNotNull()
                .satisfies(peak -> assertThat(peak).isCloseTo(-23.0, within(0.3)));
        assertThat(sound.range())
                .isNotNull()
                .satisfies(range -> assertThat(range).isCloseTo(0.0, within(0.2)));
    }

    private static String at(List<Part> parts, double time) {
        return parts.stream()
                .filter(part -> part.start() <= time && time < part.end())
                .findFirst()
                .orElseThrow()
                .kind();
    }
}
