package io.dalbox.ml.internal.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A registry on this machine, which can be made to fail as real ones do. */
final class PackageServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    /** The {@code Range} of each request, {@code -} for none. */
    final List<String> ranges = Collections.synchronizedList(new ArrayList<>());

    volatile int status = 200;
    volatile boolean knowsRanges = true;

    /** How many bytes of an answer come before the connection breaks. */
    volatile int cutAfter = Integer.MAX_VALUE;

    PackageServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void put(String path, byte[] content) {
        files.put(path, content);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "-" : range);
            byte[] content = files.get(exchange.getRequestURI().getPath());
            if (status != 200 || content == null) {
                exchange.sendResponseHeaders(content == null ? 404 : status, -1);
                return;
            }
            int start = range == null || !knowsRanges ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
            if (start >= content.length) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            if (start > 0) {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
            }
            exchange.sendResponseHeaders(start > 0 ? 206 : 200, content.length - start);
            exchange.getResponseBody().write(Arrays.copyOfRange(content, start, (int)
                    Math.min(content.length, (long) start + cutAfter)));
        } catch (IOException cut) {
            // Closing an answer that is not complete breaks the connection, as is wanted here.
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
