package io.dalbox.lanes.internal.child;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of something long. */
final class ErrorTail {

    /** In characters. A line of the longest kind fits. */
    static final int LONGEST = LineSplitter.LONGEST + 1;

    private final Deque<String> lines = new ArrayDeque<>();
    private int length;

    void add(String line) {
        lines.add(line);
        length += line.length() + 1;
        while (length > LONGEST + 1) {
            length -= lines.remove().length() + 1;
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
