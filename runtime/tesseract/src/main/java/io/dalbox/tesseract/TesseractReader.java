package io.dalbox.tesseract;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.osgi.annotation.versioning.ProviderType;

/** Reads pictures in one language. Holds native memory until it is closed. One thread at a time; no thread in particular. */
@ProviderType
public interface TesseractReader extends AutoCloseable {

    /**
     * Recognises the words of a picture, in reading order.
     *
     * @param picture dark on light or light on dark; letters are read best when they are about 30 pixels high
     * @param layout what is on it
     * @param stop asked before each line, on the calling thread; {@code true} ends the recognition. While the page is taken apart into
     *     lines, at the beginning, it is not asked
     * @throws CancellationException if {@code stop} said so; the reader stays usable
     * @throws IllegalStateException if it was closed
     * @throws TesseractException if the native library fails
     */
    List<TesseractWord> read(GrayPicture picture, Layout layout, BooleanSupplier stop);

    /** Gives the native memory back. A recognition that runs is waited for. */
    @Override
    void close();

    /** What is on a picture. */
    enum Layout {
        /** Anything: columns, headings, pictures. */
        PAGE,
        /** One line of text and nothing else. */
        LINE
    }
}
