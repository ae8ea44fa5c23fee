package io.dalbox.plugin.download;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A real nginx on a random port, serving a folder: {@code /}, {@code /slow/} (256 KiB/s a connection), {@code /plain/} (no ranges). */
final class NginxServer implements AutoCloseable {

    private final Process process;
    private final int port;
    final Path files;

    NginxServer(Path folder) throws IOException {
        files = Files.createDirectories(folder.resolve("files"));
        Files.createDirectories(folder.resolve("logs"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        // Started by root, workers would become somebody who may not read a temporary folder.
        String asRoot = System.getProperty("user.name").equals("root") ? "user root;" : "";
        Path config = Files.writeString(folder.resolve("nginx.conf"), """
                %3$s daemon off; worker_processes 1; pid %1$s/pid; error_log %1$s/logs/error.log;
                events { worker_connections 256; }
                http {
                  access_log off; sendfile on; default_type application/octet-stream;
                  types { application/x-iso9660-image iso; }
                  client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2; fastcgi_temp_path %1$s/t3;
                  uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
                  server {
                    listen 127.0.0.1:%2$d; root %1$s/files;
                    location /slow/ { alias %1$s/files/; limit_rate 256k; }
                    location /fast/ { alias %1$s/files/; limit_rate 10m; }
                    location /plain/ { alias %1$s/files/; max_ranges 0; limit_rate 2m; }
                    location /named/ { alias %1$s/files/;
                      add_header Content-Disposition "attachment; filename*=UTF-8''%%e7%%94%%b5%%e5%%bd%%b1.iso"; }
                    location /moved/ { rewrite ^/moved/(.*)$ /$1 redirect; }
                  }
                }
                """.formatted(folder, port, asRoot));
        process = new ProcessBuilder("nginx", "-e", folder + "/logs/error.log", "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("logs/out").toFile())
                .start();
        await().ignoreExceptions().until(() -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            }
        });
    }

    /** Whether the machine has nginx. */
    static boolean available() {
        Optional<String> path = Optional.ofNullable(System.getenv("PATH"));
        return path.stream()
                .flatMap(folders -> Stream.of(folders.split(":")))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "nginx")));
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
