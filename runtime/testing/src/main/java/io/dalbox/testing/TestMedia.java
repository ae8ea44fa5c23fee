package io.dalbox.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sounds, pictures and films that tests use. {@code ./dalbox test} fetches them (see {@code distribution/media/fetch}); they are
 * never committed and never shipped.
 */
public final class TestMedia {

    private TestMedia() {}

    /**
     * Finds a file of an unpacked Debian package.
     *
     * @param path where it lies once the package is installed, without the leading slash
     * @throws AssertionError if it was not fetched: a test without its medium has failed, not passed
     */
    public static Path debian(String debianPackage, String path) {
        return find("debian", debianPackage, path);
    }

    /** Finds a file of an npm package, like {@link #debian}. */
    public static Path npm(String npmPackage, String path) {
        return find("npm/node_modules", npmPackage, path);
    }

    private static Path find(String kind, String name, String path) {
        String folder = System.getProperty("dalbox.media", "");
        Path file = Path.of(folder, kind, name, path).toAbsolutePath().normalize();
        if (folder.isEmpty() || !Files.exists(file)) {
            throw new AssertionError(
                    "The test medium " + path + " of the package " + name + " is not at " + file
                            + ". Run ./dalbox test, or distribution/media/fetch .cache/media in the root of the checkout: they fetch it.");
        }
        return file;
    }
}
