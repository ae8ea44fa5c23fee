package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection to a server that asks and waits. A bare socket: it runs on the same processors as the server, so whatever it needs
 * itself is taken from what it measures.
 */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Wire(DalboxProcess dalbox) throws IOException {
        this(dalbox.base());
    }

    /** To any server, such as {@code http://127.0.0.1:8080}. */
    Wire(String address) throws IOException {
        URI base = URI.create(address);
        socket = new Socket(base.getHost(), base.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Returns a request for {@link #ask}. */
    static byte[] get(DalboxProcess dalbox, String path) {
        return get(dalbox.base(), path);
    }

    /** Returns a request for {@link #ask} of any server. */
    static byte[] get(String address, String path) {
        return request(address, "GET", path, "");
    }

    /** Returns a request with JSON for {@link #ask}. */
    static byte[] post(DalboxProcess dalbox, String path, String json) {
        String about = "Content-Type: application/json\r\nContent-Length: " + json.length() + "\r\n";
        byte[] head = request(dalbox.base(), "POST", path, about);
        byte[] body = json.getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    private static byte[] request(String address, String method, String path, String more) {
        return (method + " " + path + " HTTP/1.1\r\nHost: "
                        + URI.create(address).getAuthority() + "\r\nAuthorization: Bearer " + DalboxProcess.TOKEN
                        + "\r\n" + more + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends a request and reads the whole answer; returns its status. */
    int ask(byte[] request) throws IOException {
        out.write(request);
        String line = line();
        int status = Integer.parseInt(line.split(" ", 3)[1]);
        int length = 0;
        while (!line.isEmpty()) {
            line = line();
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
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
