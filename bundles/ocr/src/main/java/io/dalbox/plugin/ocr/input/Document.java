package io.dalbox.plugin.ocr.input;

import java.io.Closeable;
import java.io.IOException;

/** A file that has pages. Pages can be asked for from several threads; they are made one at a time. */
public interface Document extends Closeable {

    /** Returns how many pages there are. */
    int pages();

    /**
     * Makes the picture of a page. This computes: call it on the CPU lane.
     *
     * @param index from 0
     * @throws BadFileException if the page is damaged, or too much
     */
    Sheet page(int index) throws IOException, BadFileException;
}
