package io.dalbox.plugin.faces.vision;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes pictures of the kinds that Java knows: JPEG, PNG, GIF, BMP, TIFF. Of an animation, or of several pages, the first. Pictures
 * larger than {@value #LONGEST} pixels are thinned out while they are decoded, so that they never lie in memory in full.
 */
public final class PictureReader {

    /** The longest side of what is given out. */
    static final int LONGEST = 4096;

    private static final long MOST = 250_000_000;

    private PictureReader() {}

    /**
     * Decodes it, the right way up.
     *
     * @param file read from its start; stays open
     * @param name of the file, for messages
     * @throws BadPictureException if it is none, or is damaged, or too large
     */
    public static Picture read(FileChannel file, String name) throws IOException {
        if (file.size() == 0) {
            throw new BadPictureException(name + " is empty: it has no bytes");
        }
        try (ImageInputStream in = new ChannelInput(file)) {
            JpegHeader header = JpegHeader.of(in);
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new BadPictureException(
                        name + " is not a picture that can be read here: JPEG, PNG, GIF, BMP and TIFF can");
            }
            ImageReader reader = readers.next();
            try {
                return Orientation.upright(decode(reader, in, name, header), header.orientation());
            } catch (BadPictureException e) {
                throw e;
            } catch (RuntimeException | IIOException | java.io.EOFException e) {
                // Decoders meet damaged files with exceptions of all kinds.
                throw new BadPictureException(name + " is damaged or cut off: " + e.getMessage(), e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Picture decode(ImageReader reader, ImageInputStream in, String name, JpegHeader header)
            throws IOException {
        boolean[] cutOff = new boolean[1];
        reader.setInput(in, false, false);
        reader.addIIOReadWarningListener((source, warning) -> cutOff[0] |= warning.contains("EOI"));
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST) {
            throw new BadPictureException(name + " has " + width + " × " + height + " pixels; at most "
                    + MOST / 1_000_000 + " million are read");
        }
        ImageReadParam param = reader.getDefaultReadParam();
        int step = (Math.max(width, height) + LONGEST - 1) / LONGEST;
        param.setSourceSubsampling(step, step, 0, 0);
        Picture picture = pixels(reader, param, header);
        if (cutOff[0]) {
            throw new BadPictureException(name + " is cut off: its end is missing");
        }
        return picture;
    }

    private static Picture pixels(ImageReader reader, ImageReadParam param, JpegHeader header) throws IOException {
        // Java takes four inks without Adobe's marker for colours that are partly transparent.
        return header.channels() == 4 && reader.canReadRaster()
                ? FourInks.picture(reader.readRaster(0, param), header.adobe())
                : Picture.of(reader.read(0, param));
    }
}
