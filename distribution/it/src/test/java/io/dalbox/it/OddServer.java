package io.dalbox.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server on the loopback address that answers byte for byte what a test wants, also what no proper server would. */
final class OddServer implements AutoCloseable {

    private final ServerSocket socket;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    OddServer() throws IOException {
        socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("odd-server").start(this::accept);
    }

    /**
     * What somebody asked for.
     *
     * @param path without the query
     * @param headers by lower-case name
     */
    record Asked(String path, Map<String, String> headers) {}

    /** How a path is answered. */
    @FunctionalInterface
    interface Reply {
        /** Writes head and body; the connection ends afterwards. */
        void answer(Asked asked, OutputStream out) throws IOException, InterruptedException;
    }

    /** Answers a path, or with {@code *} everything else. */
    void on(String path, Reply reply) {
        replies.put(path, reply);
    }

    /** Returns a URL of it. */
    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Returns how many connections were made so far. */
    int connections() {
        return connections.get();
    }

    /** Returns what was asked for a path, in order. */
    List<Asked> asked(String path) {
        return asked.stream().filter(one -> one.path().equals(path)).toList();
    }

    /** Returns a reply of a status, headers and a body of ASCII. */
    static Reply plain(String status, String body, String... headers) {
        String extra = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return (asked, out) -> out.write(("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n" + extra
                        + "Connection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket one : open) {
            one.close();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket one = socket.accept();
                connections.incrementAndGet();
                open.add(one);
                Thread.ofVirtual().start(() -> serve(one));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket one) {
        try (one) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.ISO_8859_1));
            String first = in.readLine();
            if (first == null) {
                return;
            }
            Map<String, String> headers = new HashMap<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                String[] parts = line.split(":", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
            }
            Asked ask = new Asked(first.split(" ")[1].split("\\?")[0], Map.copyOf(headers));
            asked.add(ask);
            Reply other = replies.getOrDefault("*", plain("404 Not Found", "nothing here"));
            replies.getOrDefault(ask.path(), other).answer(ask, one.getOutputStream());
        } catch (IOException e) {
            return; // the client left, as it may
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(one);
        }
    }
}
