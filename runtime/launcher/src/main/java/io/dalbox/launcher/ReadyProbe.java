package io.dalbox.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks {@code GET /ready} until it answers 200, so that the ready line is never a promise. */
final class ReadyProbe {

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Options options;

    ReadyProbe(Options options) {
        this.options = options;
    }

    /** Returns whether the runtime became ready within the bound. */
    boolean await(Duration bound) throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        while (System.nanoTime() < end) {
            if (ready()) {
                return true;
            }
            Thread.sleep(PAUSE);
        }
        return false;
    }

    private boolean ready() {
        try (Socket socket = new Socket()) {
            InetAddress bind = InetAddress.getByName(options.bind());
            InetAddress address = bind.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bind;
            socket.connect(new InetSocketAddress(address, options.port()), 1000);
            socket.setSoTimeout(2000);
            String request =
                    "GET /ready HTTP/1.1\r\nHost: localhost:" + options.port() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return statusLine(socket.getInputStream()).contains(" 200 ");
        } catch (IOException e) {
            return false; // not listening yet; the bound decides when that becomes an error
        }
    }

    private static String statusLine(InputStream in) throws IOException {
        return new String(in.readNBytes(16), StandardCharsets.US_ASCII);
    }
}
