package io.dalbox.lanes.internal.child;

import io.dalbox.compute.LineListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes lines of bytes that come in pieces.
 *
 * <p>A line ends with a line feed, a carriage return (programs that draw their progress end with it), or both. One that grows
 * beyond {@link #LONGEST} is passed on as soon as it does, with an ellipsis, and the rest of it is dropped.
 */
final class LineSplitter {

    /** In bytes. Longer than any line for people; anything else is data, and data is taken as bytes. */
    static final int LONGEST = 16 * 1024;

    private final LineListener lines;
    private byte[] line = new byte[256];
    private int length;
    private boolean dropping;
    private boolean afterReturn;

    LineSplitter(LineListener lines) {
        this.lines = lines;
    }

    void accept(byte[] bytes, int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            byte one = bytes[i];
            if (one == '\n' && afterReturn) {
                afterReturn = false;
            } else if (one == '\n' || one == '\r') {
                afterReturn = one == '\r';
                endLine();
            } else {
                afterReturn = false;
                add(one);
            }
        }
    }

    /** There is no more: what has no end yet is a line too. */
    void end() throws IOException, InterruptedException {
        if (length > 0) {
            endLine();
        }
    }

    private void endLine() throws IOException, InterruptedException {
        boolean passedOn = dropping;
        int size = length;
        dropping = false;
        length = 0;
        if (!passedOn) {
            lines.line(new String(line, 0, size, StandardCharsets.UTF_8));
        }
    }

    private void add(byte one) throws IOException, InterruptedException {
        if (dropping) {
            return;
        }
        if (length < LONGEST) {
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length] = one;
            length++;
            return;
        }
        dropping = true;
        int size = wholeCharacters();
        length = 0;
        lines.line(new String(line, 0, size, StandardCharsets.UTF_8) + "…");
    }

    /** Returns how many bytes there are without a UTF-8 character that is cut in the middle. */
    private int wholeCharacters() {
        int lead = length - 1;
        while (lead > length - 4 && (line[lead] & 0xC0) == 0x80) {
            lead--;
        }
        int ones = Integer.numberOfLeadingZeros(~(line[lead] << 24));
        return ones > 1 && lead + ones > length ? lead : length;
    }
}
