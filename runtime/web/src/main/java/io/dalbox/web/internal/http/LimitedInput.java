package io.dalbox.web.internal.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** The input of a request, cut at a number of bytes: whatever reads it meets a 413 rather than its memory's end. */
final class LimitedInput extends ServletInputStream {

    private final ServletInputStream in;
    private final long max;
    private long left;

    LimitedInput(ServletInputStream in, long max) {
        this.in = in;
        this.max = max;
        this.left = max;
    }

    static ProblemException tooLarge(long max) {
        return new ProblemException(
                413,
                "The body is larger than the " + max + " bytes that this call takes.",
                java.util.List.of(),
                java.util.Map.of("Connection", "close"));
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            count(n);
        }
        return n;
    }

    private void count(int n) {
        left -= n;
        if (left < 0) {
            throw tooLarge(max);
        }
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("Requests are read by blocking");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
