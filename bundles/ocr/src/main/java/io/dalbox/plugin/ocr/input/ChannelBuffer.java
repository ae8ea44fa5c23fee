package io.dalbox.plugin.ocr.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a channel at any place without asking the system for each byte. Leaves the channel's own position alone. */
final class ChannelBuffer {

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);
    private long at;

    ChannelBuffer(FileChannel channel) {
        this.channel = channel;
    }

    /** Returns the byte there, or -1 at the end. */
    int read(long position) throws IOException {
        return fill(position) ? buffer.get((int) (position - at)) & 255 : -1;
    }

    /** Returns how many were read, or -1 at the end. */
    int read(long position, byte[] target, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!fill(position)) {
            return -1;
        }
        int from = (int) (position - at);
        int n = Math.min(count, buffer.limit() - from);
        buffer.get(from, target, offset, n);
        return n;
    }

    private boolean fill(long position) throws IOException {
        if (position >= at && position < at + buffer.limit()) {
            return true;
        }
        at = position;
        buffer.clear();
        int n = channel.read(buffer, position);
        buffer.limit(Math.max(0, n)).position(0);
        return n > 0;
    }
}
