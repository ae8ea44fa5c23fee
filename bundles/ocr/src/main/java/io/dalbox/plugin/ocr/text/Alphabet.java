package io.dalbox.plugin.ocr.text;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.List;

/** The characters that a recognition model knows. Number 0 stands for "the same as before, or nothing". */
record Alphabet(List<String> characters) {

    static Alphabet of(OrtSession session) throws OrtException {
        return new Alphabet(session.getMetadata()
                .getCustomMetadataValue("character")
                .orElse("")
                .lines()
                .toList());
    }

    /** The last number of the model, after those in its list, is the blank between words. */
    String get(int number) {
        return number > characters.size() ? " " : characters.get(number - 1);
    }
}
