package io.dalbox.pages.internal.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Descriptors for tests. */
final class Samples {

    private Samples() {}

    /** A complete page of a real plugin: forms, tables, cards, texts and expressions. */
    static String download() {
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream("download.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
