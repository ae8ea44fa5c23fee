package io.dalbox.web.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** A stream that throws a 413 once more than a number of bytes came out of it. */
public final class LimitedStream extends FilterInputStream {

    private final long max;
    private long left;

    /** Limits a stream. */
    public LimitedStream(InputStream in, long max) {
        super(in);
        this.max = max;
        this.left = max;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        if (n > 0) {
            count(n);
        }
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int n) {
        left -= n;
        if (left < 0) {
            throw tooLarge(max);
        }
    }

    /** Returns the problem of a body that is too large. The connection ends with it, so the rest is never read. */
    static ProblemException tooLarge(long max) {
        return new ProblemException(
                413,
                "The body is larger than the " + max + " bytes that this call takes.",
                List.of(),
                Map.of("Connection", "close"));
    }
}
