package io.dalbox.plugin.ocr.input;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Takes pictures in the form PPM one after the other, as ffmpeg writes them, and hands each over when it is whole. */
public final class PpmFrames extends OutputStream {

    /** Takes a frame. What it throws ends the writing. */
    @FunctionalInterface
    public interface Taker {
        /** Takes one. */
        void take(Sheet frame) throws IOException;
    }

    private static final int HEADER = 3;
    private static final long LARGEST = Limits.WORKED_ON;

    private final Taker taker;
    private final StringBuilder header = new StringBuilder();
    private @Nullable BufferedImage image;
    private byte[] pixels = {};
    private int filled;

    /** Hands over to {@code taker}, on the thread that writes. */
    public PpmFrames(Taker taker) {
        this.taker = taker;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        while (at < offset + length) {
            if (image == null) {
                header.append((char) bytes[at++]);
                begin();
            } else {
                int n = Math.min(offset + length - at, pixels.length - filled);
                System.arraycopy(bytes, at, pixels, filled, n);
                at += n;
                filled += n;
                end();
            }
        }
    }

    /** {@code P6 <width> <height> 255}, each with one blank or line end behind it. */
    private void begin() throws IOException {
        if (!header.toString().matches("(?s)P6\\s+\\d+\\s+\\d+\\s+255\\s")) {
            if (header.length() > 64) {
                throw new IOException("ffmpeg wrote no picture but "
                        + header.toString().getBytes(StandardCharsets.US_ASCII).length + " other bytes");
            }
            return;
        }
        String[] parts = header.toString().trim().split("\\s+");
        int width = Integer.parseInt(parts[1]);
        int height = Integer.parseInt(parts[HEADER - 1]);
        if ((long) width * height > LARGEST) {
            throw new IOException("A frame of " + width + "×" + height + " is too large");
        }
        image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        pixels = new byte[3 * width * height];
        filled = 0;
        header.setLength(0);
    }

    private void end() throws IOException {
        BufferedImage frame = image;
        if (frame == null || filled < pixels.length) {
            return;
        }
        byte[] bgr = ((DataBufferByte) frame.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = pixels[i + 2];
            bgr[i + 1] = pixels[i + 1];
            bgr[i + 2] = pixels[i];
        }
        image = null;
        taker.take(new Sheet(frame, 0));
    }
}
