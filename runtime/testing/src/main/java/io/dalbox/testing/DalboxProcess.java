package io.dalbox.testing;

import io.dalbox.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * The shipped distribution, running in a process of its own on a free port, with a token that may do everything.
 *
 * <p>Closing it ends the process. Not thread-safe, except for the requests.
 */
public final class DalboxProcess implements AutoCloseable {

    /** The bearer token that the process accepts. */
    public static final String TOKEN = "test-token-0123456789abcdef";

    /** The administrator's password. */
    public static final String PASSWORD = "correct horse battery staple";

    private static final Duration READY_BOUND = Duration.ofSeconds(60);

    private final Process process;
    private final Path home;
    private final int port;
    private final Path output;
    private final HttpClient client;
    private final Duration readyAfter;

    private DalboxProcess(Process process, Path home, int port, Path output, long startedNanos) throws IOException {
        this.process = process;
        this.home = home;
        this.port = port;
        this.output = output;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        awaitReady();
        this.readyAfter = Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Starts it on a free port with the defaults of a test: private addresses allowed, a known token and password. */
    public static DalboxProcess start(Path tree, Path home) throws IOException {
        return start(tree, home, Map.of());
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param tree the shipped tree, such as {@code distribution/target/dalbox}
     * @param home may be new
     * @param environment added to the environment
     * @param arguments added to {@code dalbox run}
     * @throws IOException if it does not become ready; the message holds what it printed
     */
    public static DalboxProcess start(Path tree, Path home, Map<String, String> environment, String... arguments)
            throws IOException {
        Files.createDirectories(home);
        int port = freePort();
        Path output = Files.createTempFile("dalbox", ".out");
        long begin = System.nanoTime();
        Process process = launch(tree, home, port, environment, output, arguments);
        try {
            return new DalboxProcess(process, home, port, output, begin);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Launches {@code dalbox run} without waiting for anything, for tests of starts that must fail. */
    public static Process launch(
            Path tree, Path home, int port, Map<String, String> environment, Path output, String... arguments)
            throws IOException {
        List<String> command =
                new ArrayList<>(List.of("bash", tree.resolve("dalbox").toString(), "run", "--home", home.toString()));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("DALBOX_TOKEN", TOKEN);
        builder.environment().put("DALBOX_ADMIN_PASSWORD", PASSWORD);
        builder.environment().put("DALBOX_ALLOW_PRIVATE_NETWORK", "true");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Returns a port that nothing listens on right now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns its home folder. */
    public Path home() {
        return home;
    }

    /** Returns the folder to drop jars into. */
    public Path plugins() {
        return home.resolve("plugins");
    }

    /** Returns {@code http://127.0.0.1:<port>}. */
    public String base() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns the process id. */
    public long pid() {
        return process.pid();
    }

    /** Returns the time from starting the process to the first 200 of {@code /ready}. */
    public Duration readyAfter() {
        return readyAfter;
    }

    /** Returns what it printed so far. */
    public String printed() throws IOException {
        return Files.readString(output);
    }

    /** Returns the resident memory in bytes, from {@code /proc}. */
    public long residentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("No VmRSS of process " + pid());
    }

    /** Sends a request with the token; {@code json} empty means no body. */
    public HttpResponse<String> send(String method, String path, String json) {
        HttpRequest.Builder request = request(path)
                .method(
                        method,
                        json.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return send(request.build());
    }

    /** Gets with the token. */
    public HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    /** Gets JSON with the token. */
    public JsonNode json(String path) {
        return Json.mapper().readTree(get(path).body());
    }

    /** Posts JSON with the token. */
    public HttpResponse<String> post(String path, String json) {
        return send("POST", path, json);
    }

    /** Returns a request builder for a path, with the token. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + TOKEN);
    }

    /** Sends any request. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Sends SIGTERM and returns the exit code. */
    public int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("Did not end within 40 s of SIGTERM");
        }
        return process.exitValue();
    }

    /** Returns whether it has not ended by itself. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGKILL and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        client.close();
        Files.deleteIfExists(output);
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + READY_BOUND.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            if (isReady()) {
                return;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        throw new IOException("Dalbox did not become ready:\n" + printed());
    }

    // A bare socket: a whole HTTP client that knocks two hundred times a second would slow down the start that it
    // measures.
    private boolean isReady() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            String request = "GET /ready HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException e) {
            return false; // not listening yet
        }
    }
}
