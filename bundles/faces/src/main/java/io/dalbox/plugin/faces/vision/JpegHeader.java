package io.dalbox.plugin.faces.vision;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/**
 * What the markers at the start of a JPEG file say. Java's own reader of them refuses many files of cameras, whose markers are in another
 * order than it wants.
 *
 * @param orientation how the camera was held: the tag {@code Orientation} of Exif (0x0112), 1 to 8
 * @param channels how many; 4 are inks
 * @param adobe the transform that Adobe's marker names; -1 without one
 */
record JpegHeader(int orientation, int channels, int adobe) {

    private static final int TAG = 0x0112;
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
    private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e'};
    private static final int TRANSFORM = 11;

    /** Reads them; of a file of another kind, as if they said nothing. Leaves the stream at its start. */
    static JpegHeader of(ImageInputStream in) throws IOException {
        JpegHeader header = new JpegHeader(1, 0, -1);
        try {
            in.seek(0);
            if (in.length() < 4 || in.readUnsignedShort() != 0xFFD8) {
                return header;
            }
            for (int marker = in.readUnsignedShort();
                    marker >= 0xFFC0 && marker != 0xFFDA;
                    marker = in.readUnsignedShort()) {
                byte[] segment = new byte[Math.max(0, in.readUnsignedShort() - 2)];
                in.readFully(segment);
                header = header.and(marker, segment);
            }
            return header;
        } catch (EOFException e) {
            return header;
        } finally {
            in.seek(0);
        }
    }

    private JpegHeader and(int marker, byte[] segment) {
        if (marker == 0xFFE1 && begins(segment, EXIF)) {
            int found = orientation(ByteBuffer.wrap(segment));
            return found == 0 ? this : new JpegHeader(found, channels, adobe);
        }
        if (marker == 0xFFEE && begins(segment, ADOBE) && segment.length > TRANSFORM) {
            return new JpegHeader(orientation, channels, segment[TRANSFORM]);
        }
        boolean frame = marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
        return frame && segment.length > 5 ? new JpegHeader(orientation, segment[5], adobe) : this;
    }

    private static boolean begins(byte[] segment, byte[] word) {
        return segment.length > word.length && java.util.Arrays.equals(segment, 0, word.length, word, 0, word.length);
    }

    /** Returns 0 when there is none. */
    private static int orientation(ByteBuffer segment) {
        ByteBuffer tiff = segment.slice(EXIF.length, segment.capacity() - EXIF.length);
        if (tiff.capacity() < 8) {
            return 0;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long first = tiff.getInt(4) & 0xFFFFFFFFL;
        if (first + 2 > tiff.capacity()) {
            return 0;
        }
        int entries = tiff.getShort((int) first) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int at = (int) first + 2 + 12 * i;
            if (at + 12 > tiff.capacity()) {
                return 0;
            }
            if ((tiff.getShort(at) & 0xFFFF) == TAG) {
                int value = tiff.getShort(at + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 0;
    }
}
