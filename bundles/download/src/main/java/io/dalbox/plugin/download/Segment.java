package io.dalbox.plugin.download;

import java.util.ArrayList;
import java.util.List;

/** A part of the file that one connection fetches. Written by its worker, read by everybody. */
final class Segment {

    private final long start;
    private final long end;
    private volatile long position;
    private volatile boolean ended;

    Segment(long start, long end, long position) {
        this.start = start;
        this.end = end;
        this.position = position;
    }

    /**
     * Cuts a file into parts of nearly the same size.
     *
     * @param size of the file; negative when unknown, which makes one open part
     * @param wanted how many
     * @param smallest a part is never smaller, unless it is the only one: a connection costs more than it brings then
     */
    static List<Segment> plan(long size, int wanted, long smallest) {
        if (size < 0) {
            return List.of(new Segment(0, -1, 0));
        }
        int count = (int) Math.clamp(size / Math.max(1, smallest), 1, Math.max(1, wanted));
        List<Segment> planned = new ArrayList<>(count);
        long start = 0;
        for (int i = 1; i <= count; i++) {
            long end = i == count ? size : size / count * i;
            planned.add(new Segment(start, end, start));
            start = end;
        }
        return List.copyOf(planned);
    }

    static Segment of(Checkpoint.Span span) {
        return new Segment(span.start(), span.end(), span.position());
    }

    Checkpoint.Span span() {
        return new Checkpoint.Span(start, ended ? position : end, position);
    }

    long start() {
        return start;
    }

    /** Returns the byte after the last one; negative when only the end of the body tells. */
    long end() {
        return end;
    }

    /** Returns the first byte that is missing. */
    long position() {
        return position;
    }

    /** Called by the worker only, after the bytes were written. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void advance(int bytes) {
        position += bytes;
    }

    /** Called by the worker only: what was fetched cannot be continued. */
    void rewind() {
        position = start;
    }

    /** Called by the worker only: the body of an open part came to its proper end. */
    void endHere() {
        ended = true;
    }

    boolean complete() {
        return end < 0 ? ended : position >= end;
    }

    long done() {
        return position - start;
    }

    /** Returns how many of at most {@code room} bytes belong to it. */
    int wanted(int room) {
        return end < 0 ? room : (int) Math.min(room, end - position);
    }
}
