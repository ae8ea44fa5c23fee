package io.dalbox.web.internal.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** The input of a request, cut at a number of bytes: whatever reads it meets a 413 rather than its memory's end. */
final class LimitedInput extends ServletInputStream {

    private final ServletInputStream in;
    private final LimitedStream limited;

    LimitedInput(ServletInputStream in, long max) {
        this.in = in;
        this.limited = new LimitedStream(in, max);
    }

    @Override
    public int read() throws IOException {
        return limited.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return limited.read(buffer, offset, length);
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
