package io.dalbox.plugin.ocr.input;

import java.io.IOException;
import java.nio.channels.FileChannel;
import javax.imageio.stream.ImageInputStreamImpl;

/** A channel as readers of pictures want it. Closing it leaves the channel open. */
final class ChannelStream extends ImageInputStreamImpl {

    private final ChannelBuffer buffer;
    private final long length;

    ChannelStream(FileChannel channel) throws IOException {
        this.buffer = new ChannelBuffer(channel);
        this.length = channel.size();
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        bitOffset = 0;
        int value = buffer.read(streamPos);
        streamPos += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        checkClosed();
        bitOffset = 0;
        int n = buffer.read(streamPos, target, offset, count);
        streamPos += Math.max(0, n);
        return n;
    }

    @Override
    public long length() {
        return length;
    }
}
