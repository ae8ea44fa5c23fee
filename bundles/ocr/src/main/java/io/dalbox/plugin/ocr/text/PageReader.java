package io.dalbox.plugin.ocr.text;

import io.dalbox.ml.Inference;
import io.dalbox.plugin.ocr.input.Sheet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Reads pages with the engine that was asked for, or with the one that suits the picture. Thread-safe. */
public final class PageReader {

    private final ReaderPool readers;
    private final PictureText pictureText;

    /** Nothing is loaded before the first page. */
    public PageReader(ReaderPool readers, Inference inference) {
        this.readers = readers;
        this.pictureText = new PictureText(inference);
    }

    /**
     * Reads a page, on the calling thread, which must be one of the CPU lane.
     *
     * @param languages to try, the first before the others; not empty
     * @param likely the language of the page before, tried first when it is among them; empty for none
     * @param stop asked often; {@code true} ends it with a {@link java.util.concurrent.CancellationException}
     * @throws io.dalbox.ml.ModelException if a model is not there
     */
    public PageText read(Sheet sheet, Engine engine, List<String> languages, String likely, BooleanSupplier stop)
            throws IOException {
        return switch (engine) {
            case TESSERACT -> printed(sheet, languages, likely, stop);
            case PPOCR -> pictureText.read(sheet, stop);
            case AUTO ->
                !Languages.suitPpOcr(languages) || Kind.printed(sheet)
                        ? printed(sheet, languages, likely, stop)
                        : pictureText.read(sheet, stop);
        };
    }

    private PageText printed(Sheet sheet, List<String> languages, String likely, BooleanSupplier stop)
            throws IOException {
        List<String> ordered = new ArrayList<>(languages);
        if (ordered.remove(likely)) {
            ordered.addFirst(likely);
        }
        return new PrintedPage(readers, sheet, stop).read(ordered);
    }
}
