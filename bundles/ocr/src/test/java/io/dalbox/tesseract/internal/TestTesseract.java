package io.dalbox.tesseract.internal;

import io.dalbox.tesseract.Tesseract;
import java.nio.file.Path;

/** The real one, outside of a framework. */
public final class TestTesseract {

    private TestTesseract() {}

    /** With its libraries in a folder of the test. */
    public static Tesseract in(Path cache) {
        return new NativeTesseract(cache);
    }
}
