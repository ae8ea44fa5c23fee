package io.dalbox.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks {@code GET /ready} until it answers 200, so that the ready line is never a promise. */
final class ReadyProbe {

    /** How waiting ended. */
    enum Outcome {
        READY,
        STOPPED,
        TOO_LATE
    }

    private static final long PAUSE_MILLIS = 10;

    /** While somebody answers that it is not yet ready: each answer takes CPU from what is being waited for. */
    private static final long ANSWERED_MILLIS = 50;

    private final Options options;

    ReadyProbe(Options options) {
        this.options = options;
    }

    /**
     * Waits until the runtime is ready.
     *
     * @param bound how long at most
     * @param stop ends waiting early when it reaches zero
     */
    Outcome await(Duration bound, CountDownLatch stop) throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        while (System.nanoTime() < end) {
            String answer = ask();
            if (answer.contains(" 200 ")) {
                return Outcome.READY;
            }
            if (stop.await(answer.isEmpty() ? PAUSE_MILLIS : ANSWERED_MILLIS, TimeUnit.MILLISECONDS)) {
                return Outcome.STOPPED;
            }
        }
        return Outcome.TOO_LATE;
    }

    /** Returns how the answer begins, empty if nobody answers. */
    private String ask() {
        try (Socket socket = new Socket()) {
            InetAddress bind = InetAddress.getByName(options.bind());
            InetAddress address = bind.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bind;
            socket.connect(new InetSocketAddress(address, options.port()), 1000);
            socket.setSoTimeout(2000);
            String request =
                    "GET /ready HTTP/1.1\r\nHost: localhost:" + options.port() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return statusLine(socket.getInputStream());
        } catch (IOException e) {
            return ""; // not listening yet; the bound decides when that becomes an error
        }
    }

    private static String statusLine(InputStream in) throws IOException {
        return new String(in.readNBytes(16), StandardCharsets.US_ASCII);
    }
}
