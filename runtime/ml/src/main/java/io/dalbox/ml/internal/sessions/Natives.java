package io.dalbox.ml.internal.sessions;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native libraries of ONNX Runtime, unpacked once into the home's cache. By itself it would unpack them into a folder for
 * temporary files at each start, which nobody clears after a crash.
 */
final class Natives {

    private static final Logger LOG = LoggerFactory.getLogger(Natives.class);

    private static final String VERSION = "1.28.0";
    private static final List<String> LIBRARIES = List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");
    private static final int COMMIT = 12;

    private final Path cache;
    private final ClassLoader loader;

    Natives(Path cache, ClassLoader loader) {
        this.cache = cache;
        this.loader = loader;
    }

    /** Unpacks what is not there, and tells ONNX Runtime where it is. */
    void provide() throws IOException {
        String platform = platform();
        Path folder = cache.resolve("onnxruntime-" + VERSION + "-" + commit() + "-" + platform);
        Files.createDirectories(folder);
        for (String library : LIBRARIES) {
            unpack("ai/onnxruntime/native/" + platform + "/" + library, folder.resolve(library));
        }
        System.setProperty("onnxruntime.native.path", folder.toString());
        clear(folder);
    }

    /**
     * Removes the folder for temporary files that ONNX Runtime makes at its start all the same, empty as it is: by itself it would go
     * at an orderly end of Java only. Only a field of a class that is not public says which it is.
     */
    void tidy() {
        try {
            Field folder =
                    Class.forName("ai.onnxruntime.OnnxRuntime", true, loader).getDeclaredField("tempDirectory");
            folder.setAccessible(true);
            if (folder.get(null) instanceof Path path) {
                Files.deleteIfExists(path);
            }
        } catch (ReflectiveOperationException | RuntimeException | IOException e) {
            LOG.debug("ONNX Runtime's empty folder for temporary files stays", e);
        }
    }

    private static String platform() {
        String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (architecture) {
            case "amd64", "x86_64" -> "linux-x64";
            case "aarch64", "arm64" -> "linux-aarch64";
            default ->
                throw new UnsupportedOperationException("Models run on x86-64 and ARM 64, not on " + architecture);
        };
    }

    /** Which build it is: another one gets another folder, since one that is loaded must not change. */
    private String commit() throws IOException {
        try (InputStream in = resource("GIT_COMMIT_ID").openStream()) {
            return new String(in.readNBytes(COMMIT), StandardCharsets.US_ASCII).replaceAll("[^0-9a-f]", "0");
        }
    }

    private void unpack(String name, Path target) throws IOException {
        URLConnection resource = resource(name).openConnection();
        try (InputStream in = resource.getInputStream()) {
            if (Files.exists(target) && Files.size(target) == resource.getContentLengthLong()) {
                return;
            }
            Path part = target.resolveSibling(target.getFileName() + ".part");
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private URL resource(String name) {
        URL resource = loader.getResource(name);
        if (resource == null) {
            throw new IllegalStateException("The bundle lacks " + name);
        }
        return resource;
    }

    /** Removes what older versions of Dalbox left. */
    private void clear(Path ours) {
        try (Stream<Path> folders = Files.list(cache)) {
            for (Path folder : folders.toList()) {
                if (folder.getFileName().toString().startsWith("onnxruntime-") && !folder.equals(ours)) {
                    for (String library : LIBRARIES) {
                        Files.deleteIfExists(folder.resolve(library));
                    }
                    Files.deleteIfExists(folder);
                }
            }
        } catch (IOException e) {
            LOG.warn("Old native libraries could not be removed from {}: {}", cache, e.toString());
        }
    }
}
