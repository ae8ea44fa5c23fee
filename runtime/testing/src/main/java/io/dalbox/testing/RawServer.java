package io.dalbox.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that says exactly the bytes that a test wants, also wrong ones. Each connection gets one answer. */
public final class RawServer implements AutoCloseable {

    /** Writes the answer. */
    @FunctionalInterface
    public interface Handler {
        /** Answers one request; what it throws ends the connection. */
        void handle(Request request, OutputStream out) throws Exception;
    }

    /**
     * What came in.
     *
     * @param line the request line
     * @param headers by case-insensitive name
     */
    public record Request(String line, Map<String, String> headers) {}

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** Listens on a free port of the loopback address. */
    public RawServer(Handler handler) throws IOException {
        this("127.0.0.1", 0, handler);
    }

    /** Listens on a literal address; port 0 takes a free one. */
    public RawServer(String address, int port, Handler handler) throws IOException {
        server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
        Thread.ofVirtual().start(() -> accept(handler));
    }

    /** Returns the port. */
    public int port() {
        return server.getLocalPort();
    }

    /** Returns the URL of a path. */
    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** Returns the requests so far, in order. */
    public List<Request> requests() {
        return requests;
    }

    private void accept(Handler handler) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket, handler));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket, Handler handler) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            List<String> lines = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                lines.add(line);
            }
            if (lines.isEmpty()) {
                return;
            }
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            lines.stream().skip(1).map(l -> l.split(": ", 2)).forEach(h -> headers.put(h[0], h[1]));
            Request request = new Request(lines.getFirst(), headers);
            requests.add(request);
            handler.handle(request, socket.getOutputStream());
        } catch (Exception e) {
            // The client went away, which tests do on purpose; what they expect they see on their side.
            return;
        }
    }

    /** Writes text with the line ends of HTTP. */
    public static void say(OutputStream out, String text) throws IOException {
        out.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
