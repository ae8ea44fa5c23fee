package io.dalbox.plugin.ocr.input;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/** A channel as PDFBox wants to read. Closing it leaves the channel open. */
final class ChannelRead implements RandomAccessRead {

    private final FileChannel channel;
    private final ChannelBuffer buffer;
    private final long length;
    private long position;
    private boolean closed;

    ChannelRead(FileChannel channel) throws IOException {
        this.channel = channel;
        this.buffer = new ChannelBuffer(channel);
        this.length = channel.size();
    }

    @Override
    public int read() throws IOException {
        checkOpen();
        int value = buffer.read(position);
        position += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        checkOpen();
        int n = buffer.read(position, target, offset, count);
        position += Math.max(0, n);
        return n;
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("The file was closed");
        }
    }

    @Override
    public long getPosition() {
        return position;
    }

    @Override
    public void seek(long target) throws IOException {
        if (target < 0) {
            throw new IOException("There is no place " + target + " in a file");
        }
        position = Math.min(target, length);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isEOF() {
        return position >= length;
    }

    @Override
    public RandomAccessReadView createView(long start, long size) throws IOException {
        return new RandomAccessReadView(new ChannelRead(channel), start, size, true);
    }

    @Override
    public void close() {
        closed = true;
    }
}
