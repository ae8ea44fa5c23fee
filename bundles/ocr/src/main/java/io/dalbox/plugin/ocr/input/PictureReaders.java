package io.dalbox.plugin.ocr.input;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.channels.FileChannel;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * Makes readers of pictures by what they are for. Nothing is registered with Java's own list of readers, which would keep this version of
 * the plugin in memory for ever.
 */
final class PictureReaders {

    private PictureReaders() {}

    static ImageReader open(FileChannel channel, Format format) throws IOException {
        ImageInputStream stream = new ChannelStream(channel);
        ImageReader reader = switch (format) {
            case PNG -> ImageIO.getImageReadersByFormatName("png").next();
            case GIF -> ImageIO.getImageReadersByFormatName("gif").next();
            case BMP -> ImageIO.getImageReadersByFormatName("bmp").next();
            case JPEG -> jpeg();
            case WEBP -> make(new WebPImageReaderSpi());
            case TIFF -> tiff(stream);
            case PDF, VIDEO, UNKNOWN -> throw new IllegalArgumentException(format + " is no picture");
        };
        reader.setInput(stream, false, false);
        return reader;
    }

    /** It leaves plain ones to Java's own reader, which it looks for when it is told of a registry; it is not entered there. */
    private static ImageReader jpeg() throws IOException {
        JPEGImageReaderSpi spi = new JPEGImageReaderSpi();
        spi.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
        return make(spi);
    }

    private static ImageReader tiff(ImageInputStream stream) throws IOException {
        BigTIFFImageReaderSpi big = new BigTIFFImageReaderSpi();
        return big.canDecodeInput(stream) ? make(big) : make(new TIFFImageReaderSpi());
    }

    private static ImageReader make(ImageReaderSpi spi) throws IOException {
        return spi.createReaderInstance();
    }
}
