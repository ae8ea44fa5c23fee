package io.dalbox.it;

import io.dalbox.testing.DalboxProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends a request byte for byte: a client of the platform would put the path in order first. */
final class RawHttp {

    private RawHttp() {}

    /**
     * An answer.
     *
     * @param head its first line and headers
     * @param body as text, one character a byte
     */
    record Answer(int status, String head, String body) {

        boolean isProblem() {
            return head.toLowerCase(java.util.Locale.ROOT).contains("content-type: application/problem+json");
        }
    }

    /** Sends a request without a body; {@code target} goes out as UTF-8. */
    static Answer send(DalboxProcess dalbox, String method, String target) throws IOException {
        URI base = URI.create(dalbox.base());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            socket.setSoTimeout(20_000);
            String request =
                    method + " " + target + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nAuthorization: Bearer "
                            + DalboxProcess.TOKEN + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            // Some routes stream for ever; what is looked at comes first.
            String all = new String(socket.getInputStream().readNBytes(64 << 10), StandardCharsets.ISO_8859_1);
            int end = all.indexOf("\r\n\r\n");
            if (!all.startsWith("HTTP/1.1 ") || end < 0) {
                throw new IOException("No answer to " + method + " " + target + ": " + all);
            }
            return new Answer(Integer.parseInt(all.substring(9, 12)), all.substring(0, end), all.substring(end + 4));
        }
    }
}
