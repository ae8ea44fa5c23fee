package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** nginx on the loopback address, serving a folder; under {@code /slow/} at 10 MB/s a connection. */
final class FileServer implements AutoCloseable {

    private static final String CONFIGURATION = """
            %3$s daemon off; pid %1$s/nginx.pid; error_log %1$s/error.log; worker_processes 1;
            events { worker_connections 256; }
            http {
              access_log off; sendfile on; client_body_temp_path %1$s/t; proxy_temp_path %1$s/t; fastcgi_temp_path %1$s/t;
              uwsgi_temp_path %1$s/t; scgi_temp_path %1$s/t;
              server {
                listen 127.0.0.1:%2$d; root %1$s/www;
                location /slow/ { alias %1$s/www/; limit_rate 10000k; }
              }
            }
            """;

    private final Process process;
    private final int port;
    private final Path root;

    FileServer(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("www"));
        port = DalboxProcess.freePort();
        Path configuration =
                Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(folder, port, user()));
        String nginx = Files.isExecutable(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "nginx";
        process = new ProcessBuilder(
                        nginx,
                        "-p",
                        folder.toString(),
                        "-c",
                        configuration.toString(),
                        "-e",
                        folder.resolve("error.log").toString())
                .inheritIO()
                .start();
        awaitListening();
    }

    // Started by root, nginx would serve as another user, who cannot read our scratch folder.
    private static String user() {
        return "root".equals(System.getProperty("user.name")) ? "user root;" : "";
    }

    String url(String name) {
        return "http://127.0.0.1:" + port + "/" + name;
    }

    /** Makes a file of random bytes, so that nothing on the way can be clever about it. */
    Path make(String name, long bytes) throws IOException {
        Path file = root.resolve(name);
        byte[] block = new byte[1 << 20];
        new java.util.Random(1).nextBytes(block);
        try (var out = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(block.length, left));
            }
        }
        return file;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private void awaitListening() throws IOException {
        for (int i = 0; i < 500 && process.isAlive(); i++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
        throw new IOException("nginx does not listen on port " + port);
    }
}
