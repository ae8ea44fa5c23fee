package io.dalbox.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file on a server that can continue, and which is slow until it is let go. */
final class LargeFile implements OddServer.Reply {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final int PIECE = 64 << 10;

    private final byte[] content;
    private volatile boolean fast;

    LargeFile(int size) {
        content = new byte[size];
        new Random(size).nextBytes(content);
    }

    /** Ends the slowness, also of the connections that there are. */
    void letGo() {
        fast = true;
    }

    int size() {
        return content.length;
    }

    String sha256() throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    /** Returns where a request continues; 0 when it asks for the whole. */
    static long start(OddServer.Asked asked) {
        Matcher range = RANGE.matcher(asked.headers().getOrDefault("range", ""));
        return range.matches() ? Long.parseLong(range.group(1)) : 0;
    }

    @Override
    public void answer(OddServer.Asked asked, OutputStream out) throws IOException {
        Matcher range = RANGE.matcher(asked.headers().getOrDefault("range", ""));
        boolean part = range.matches();
        int from = part ? Integer.parseInt(range.group(1)) : 0;
        int to = part && !range.group(2).isEmpty() ? Integer.parseInt(range.group(2)) + 1 : content.length;
        String head = (part
                        ? "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + from + "-" + (to - 1) + "/"
                                + content.length
                        : "HTTP/1.1 200 OK")
                + "\r\nAccept-Ranges: bytes\r\nETag: \"one\"\r\nContent-Type: application/octet-stream\r\nContent-Length: "
                + (to - from) + "\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        for (int at = from; at < to; at += PIECE) {
            if (!fast) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(40));
            }
            out.write(content, at, Math.min(PIECE, to - at));
        }
    }
}
