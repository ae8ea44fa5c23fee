package io.dalbox.web.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The parts of a multipart body, one after the other: each reads as a stream that ends at the delimiter. Never looks past what it
 * needs to tell data from delimiter.
 */
final class DelimitedInput extends InputStream {

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[64 << 10];
    private int start;
    private int end;
    private boolean partEnded;
    private boolean bodyEnded;

    DelimitedInput(InputStream in, byte[] delimiter) {
        this.in = in;
        this.delimiter = delimiter;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!partEnded) {
            int found = indexOfDelimiter();
            int free = found >= 0 ? found - start : end - start - delimiter.length + 1;
            if (free > 0) {
                int n = Math.min(free, length);
                System.arraycopy(buffer, start, target, offset, n);
                start += n;
                return n;
            }
            if (found >= 0) {
                start += delimiter.length;
                partEnded = true;
            } else {
                fill();
            }
        }
        return -1;
    }

    /** Skips to the next delimiter and begins the part after it. */
    void skipPart() throws IOException {
        byte[] scratch = new byte[8192];
        while (read(scratch, 0, scratch.length) >= 0) {
            // only the delimiter matters
        }
        while (end - start < 2) {
            fill();
        }
        bodyEnded = buffer[start] == '-' && buffer[start + 1] == '-';
        boolean lineEnds = buffer[start] == '\r' && buffer[start + 1] == '\n';
        if (!bodyEnded && !lineEnds) {
            throw new ProblemException(400, "The multipart body has a broken delimiter.");
        }
        start += 2;
        partEnded = bodyEnded;
    }

    /** Returns whether the last delimiter was the closing one. */
    boolean atEnd() {
        return bodyEnded;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        int n = in.read(buffer, end, buffer.length - end);
        if (n < 0) {
            throw new EOFException("The upload ended before it was complete");
        }
        end += n;
    }

    private int indexOfDelimiter() {
        for (int i = start; i <= end - delimiter.length; i++) {
            int k = 0;
            while (k < delimiter.length && buffer[i + k] == delimiter[k]) {
                k++;
            }
            if (k == delimiter.length) {
                return i;
            }
        }
        return -1;
    }
}
