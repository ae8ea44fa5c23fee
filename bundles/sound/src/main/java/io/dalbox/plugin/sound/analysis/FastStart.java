package io.dalbox.plugin.sound.analysis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes any file readable from its beginning to its end.
 *
 * <p>MP4 files (ISO/IEC 14496-12) of phones and cameras have their index, the box {@code moov}, at the end, and a pipe does not go back. So
 * the index is handed out first, its offsets moved on by its length; nothing is copied to the disk.
 */
public final class FastStart {

    /** The index of a film of ten hours has some 20 MiB. */
    private static final long LARGEST_INDEX = 128L << 20;

    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;
    private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia", "minf", "stbl");

    /**
     * A box.
     *
     * @param at where it begins
     * @param size with its header
     */
    private record Box(String type, long at, long size) {}

    private FastStart() {}

    /** Returns the file's bytes in an order that a pipe can bear; closing it leaves the channel open. */
    public static InputStream stream(FileChannel file) throws IOException {
        Box media = null;
        Box index = null;
        long end = file.size();
        for (Box box = read(file, 0, end); box != null && index == null; box = read(file, box.at() + box.size(), end)) {
            media = box.type().equals("mdat") && media == null ? box : media;
            index = box.type().equals("moov") ? box : null;
        }
        if (media == null || index == null || index.size() > LARGEST_INDEX) {
            return part(file, 0, end);
        }
        ByteBuffer moved = ByteBuffer.allocate((int) index.size());
        readFully(file, moved, index.at());
        if (!move(moved, 0, moved.capacity(), index)) {
            return part(file, 0, end);
        }
        return new SequenceInputStream(Collections.enumeration(List.of(
                part(file, 0, media.at()),
                new ByteArrayInputStream(moved.array()),
                part(file, media.at(), index.at()),
                part(file, index.at() + index.size(), end))));
    }

    private static @Nullable Box read(FileChannel file, long at, long end) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(LONG_HEADER);
        if (at + HEADER > end || file.read(header, at) < HEADER) {
            return null;
        }
        long size = header.getInt(0) & 0xffffffffL;
        if (size == 1) {
            size = header.getLong(HEADER);
        } else if (size == 0) {
            size = end - at;
        }
        String type = new String(header.array(), 4, 4, StandardCharsets.ISO_8859_1);
        // What is no box ends the search: then it is no MP4, and goes as it is.
        return size < HEADER || size > end - at || !type.matches("[\\x20-\\x7e©]{4}") ? null : new Box(type, at, size);
    }

    /** Moves all offsets in the boxes between two places; false when they cannot be. */
    private static boolean move(ByteBuffer boxes, int from, int to, Box index) {
        int at = from;
        while (at + HEADER <= to) {
            int size = boxes.getInt(at);
            if (size < HEADER || size > to - at) {
                return at > from;
            }
            String type = new String(boxes.array(), at + 4, 4, StandardCharsets.ISO_8859_1);
            boolean moved = CONTAINERS.contains(type)
                    ? move(boxes, at + HEADER, at + size, index)
                    : moveOffsets(boxes, at, size, type, index);
            if (!moved) {
                return false;
            }
            at += size;
        }
        return true;
    }

    private static boolean moveOffsets(ByteBuffer boxes, int at, int size, String type, Box index) {
        boolean wide = type.equals("co64");
        if (!wide && !type.equals("stco")) {
            return true;
        }
        int entry = wide ? Long.BYTES : Integer.BYTES;
        long count = size < LONG_HEADER ? 0 : boxes.getInt(at + 12) & 0xffffffffL;
        if (count > (size - LONG_HEADER) / entry) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int place = at + LONG_HEADER + i * entry;
            long offset = wide ? boxes.getLong(place) : boxes.getInt(place) & 0xffffffffL;
            long moved = offset < index.at() ? offset + index.size() : offset;
            if (wide) {
                boxes.putLong(place, moved);
            } else if (moved > 0xffffffffL) {
                return false;
            } else {
                boxes.putInt(place, (int) moved);
            }
        }
        return true;
    }

    private static void readFully(FileChannel file, ByteBuffer buffer, long at) throws IOException {
        while (buffer.hasRemaining()) {
            int count = file.read(buffer, at + buffer.position());
            if (count < 0) {
                throw new IOException("The file became shorter while it was read");
            }
        }
    }

    private static InputStream part(FileChannel file, long from, long to) {
        return new Part(file, from, to);
    }

    /** A stretch of a file; reading it leaves the channel's position alone. */
    private static final class Part extends InputStream {

        private final FileChannel file;
        private final long to;
        private long at;

        private Part(FileChannel file, long from, long to) {
            this.file = file;
            this.at = from;
            this.to = to;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (at >= to) {
                return -1;
            }
            int count = file.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, to - at)), at);
            at += Math.max(0, count);
            return count;
        }
    }
}
