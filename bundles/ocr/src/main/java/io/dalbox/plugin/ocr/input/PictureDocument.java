package io.dalbox.plugin.ocr.input;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** A file with a picture, or with several when it is a TIFF. */
final class PictureDocument implements Document {

    private final SourceFile file;
    private final ImageReader reader;
    private final Format format;
    private final Limits limits;
    private final int pages;

    private PictureDocument(SourceFile file, ImageReader reader, Format format, Limits limits, int pages) {
        this.file = file;
        this.reader = reader;
        this.format = format;
        this.limits = limits;
        this.pages = pages;
    }

    static Document open(SourceFile file, Format format, Limits limits) throws IOException, BadFileException {
        ImageReader reader = PictureReaders.open(file.channel(), format);
        try {
            // What moves is one page: its other pictures are mostly parts of it.
            int pages = format == Format.TIFF ? reader.getNumImages(true) : 1;
            limits.checkPages(file.name(), pages);
            limits.checkPixels(file.name(), reader.getWidth(0), reader.getHeight(0));
            return new PictureDocument(file, reader, format, limits, pages);
        } catch (IOException | RuntimeException e) {
            reader.dispose();
            throw damaged(file, e);
        } catch (BadFileException e) {
            reader.dispose();
            throw e;
        }
    }

    @Override
    public int pages() {
        return pages;
    }

    @Override
    public synchronized Sheet page(int index) throws BadFileException {
        try {
            long width = reader.getWidth(index);
            long height = reader.getHeight(index);
            limits.checkPixels(file.name(), width, height);
            Metadata metadata = Metadata.of(reader, index);
            BufferedImage decoded = decode(index, step(width, height));
            return new Sheet(metadata.upright(Flat.of(decoded)), metadata.dpi() / step(width, height));
        } catch (IOException | RuntimeException e) {
            // Decoders meet damage in many ways, also by indexes out of bounds.
            throw damaged(file, e);
        }
    }

    private BufferedImage decode(int index, int step) throws IOException, BadFileException {
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        CutOff cutOff = new CutOff();
        reader.addIIOReadWarningListener(cutOff);
        try {
            BufferedImage image = reader.read(index, param);
            if (cutOff.seen()) {
                throw new BadFileException(
                        file.name() + " is cut off: the file ends before its picture. Fetch it again");
            }
            return image;
        } finally {
            reader.removeIIOReadWarningListener(cutOff);
        }
    }

    /** Every how many pixels one is taken. */
    private int step(long width, long height) throws BadFileException {
        int step = (int) Math.ceil(Math.sqrt((double) (width * height) / Limits.WORKED_ON));
        if (step > 1 && format == Format.WEBP && width * height > 4 * Limits.WORKED_ON) {
            throw new BadFileException(
                    file.name() + " is a WebP picture of " + width + "×" + height
                            + " pixels, and WebP can only be decoded as a whole, which would take too much memory. Make it smaller");
        }
        return Math.max(1, step);
    }

    private static BadFileException damaged(SourceFile file, Exception e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        boolean cut = e instanceof java.io.EOFException
                || why.toLowerCase(Locale.ROOT).contains("end of ");
        return new BadFileException(
                file.name() + (cut ? " is cut off: the file ends before its picture" : " is damaged") + " (" + why
                        + "). Fetch it again",
                e);
    }

    @Override
    public synchronized void close() throws IOException {
        Object input = reader.getInput();
        reader.dispose();
        if (input instanceof java.io.Closeable stream) {
            stream.close();
        }
    }
}
