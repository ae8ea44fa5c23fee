package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Some connections that ask for one address again and again. Bare sockets: it runs on the same processors as the server, so
 * whatever it needs itself is taken from what it measures.
 */
final class Load {

    private final URI base;
    private final byte[] request;
    private final int connections;
    private final Duration pause;

    /** @param pause of each connection between an answer and the next question; none means as fast as it goes */
    Load(DalboxProcess dalbox, String path, int connections, Duration pause) {
        this.base = URI.create(dalbox.base());
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + base.getPort() + "\r\nAuthorization: Bearer "
                        + DalboxProcess.TOKEN + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        this.connections = connections;
        this.pause = pause;
    }

    /**
     * What came of it.
     *
     * @param perSecond answers
     * @param p50 milliseconds
     * @param p99 milliseconds
     */
    record Result(double perSecond, double p50, double p99) {}

    Result run(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        List<Connection> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            Connection connection = new Connection(end);
            all.add(connection);
            threads.add(Thread.ofPlatform().start(connection));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] sorted = all.stream()
                .flatMapToLong(c -> Arrays.stream(c.taken, 0, c.count))
                .sorted()
                .toArray();
        if (sorted.length == 0 || all.stream().anyMatch(c -> c.failure != null)) {
            throw new IllegalStateException(
                    "The load broke off: " + all.stream().map(c -> c.failure).toList());
        }
        return new Result(sorted.length / seconds, at(sorted, 0.5), at(sorted, 0.99));
    }

    private static double at(long[] sorted, double part) {
        return sorted[(int) (sorted.length * part)] / 1e6;
    }

    /** One connection, with every time that it measured. */
    private final class Connection implements Runnable {
        private final long end;
        private long[] taken = new long[1 << 16];
        private int count;
        private @Nullable Exception failure;

        Connection(long end) {
            this.end = end;
        }

        @Override
        public void run() {
            try (Socket socket = new Socket(base.getHost(), base.getPort())) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(20_000);
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream();
                while (System.nanoTime() < end) {
                    long begin = System.nanoTime();
                    out.write(request);
                    answer(in);
                    add(System.nanoTime() - begin);
                    if (!pause.isZero()) {
                        LockSupport.parkNanos(pause.toNanos());
                    }
                }
            } catch (IOException | UncheckedIOException e) {
                failure = e;
            }
        }

        private void add(long nanos) {
            if (count == taken.length) {
                taken = Arrays.copyOf(taken, 2 * count);
            }
            taken[count++] = nanos;
        }

        private void answer(InputStream in) throws IOException {
            String line = line(in);
            if (!line.startsWith("HTTP/1.1 200")) {
                throw new IOException("Answered " + line);
            }
            int length = 0;
            while (!line.isEmpty()) {
                line = line(in);
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            in.skipNBytes(length);
        }

        private String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("The server closed the connection");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
