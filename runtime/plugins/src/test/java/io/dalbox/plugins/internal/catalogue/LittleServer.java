package io.dalbox.plugins.internal.catalogue;

import com.sun.net.httpserver.HttpServer;
import io.dalbox.net.FetchRequest;
import io.dalbox.net.FetchResponse;
import io.dalbox.net.HttpFetcher;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server on this machine, whose files the test changes, and a fetcher that reaches it. */
final class LittleServer implements AutoCloseable, HttpFetcher {

    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    LittleServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] file = files.get(exchange.getRequestURI().getPath());
            String tag = file == null ? "" : "\"" + java.util.Arrays.hashCode(file) + "\"";
            boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            int status = file == null ? 404 : same ? 304 : 200;
            asked.add(status + " " + exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().add("ETag", tag);
            exchange.sendResponseHeaders(status, file != null && status == 200 ? file.length : -1);
            if (file != null && status == 200) {
                exchange.getResponseBody().write(file);
            }
            exchange.close();
        });
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public FetchResponse fetch(FetchRequest request) throws IOException {
        HttpRequest.Builder ask = HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach(ask::header);
        try {
            HttpResponse<InputStream> answer = client.send(ask.build(), HttpResponse.BodyHandlers.ofInputStream());
            return new Answer(answer);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private record Answer(HttpResponse<InputStream> answer) implements FetchResponse {
        @Override
        public int status() {
            return answer.statusCode();
        }

        @Override
        public String url() {
            return answer.uri().toString();
        }

        @Override
        public Optional<String> header(String name) {
            return answer.headers().firstValue(name);
        }

        @Override
        public InputStream body() {
            return answer.body();
        }

        @Override
        public void close() throws IOException {
            answer.body().close();
        }
    }

    @Override
    public void check(String url) {}

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
