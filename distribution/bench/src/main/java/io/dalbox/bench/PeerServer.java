package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** {@link PlainFelix} in a process, with the heap and the collector that Dalbox has. */
final class PeerServer implements AutoCloseable {

    private final Process process;
    private final String address;
    private final Path drops;

    PeerServer(Path folder) throws IOException {
        int port = DalboxProcess.freePort();
        address = "http://127.0.0.1:" + port;
        drops = Files.createDirectories(folder.resolve("drops"));
        Path bundles = Path.of("distribution/bench/target/peer").toAbsolutePath();
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms48m",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-Dorg.ops4j.pax.logging.DefaultServiceLog.level=ERROR",
                        "-cp",
                        classPath(),
                        PlainFelix.class.getName(),
                        Integer.toString(port),
                        bundles.toString(),
                        drops.toString(),
                        folder.resolve("cache").toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    /** Only the framework and its launcher: other jars of the benchmarks hold other versions of OSGi's classes. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*(bench/target/classes|org\\.apache\\.felix\\.framework-[^/]*)"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    String address() {
        return address;
    }

    Path drops() {
        return drops;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
