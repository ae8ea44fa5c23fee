package io.dalbox.plugin.ocr.text;

/** What reads a page. The names are those of the parameter and of the settings. */
public enum Engine {
    /** Whichever suits the picture. */
    AUTO,
    /** Tesseract: printed pages. */
    TESSERACT,
    /** PP-OCR: text over pictures, subtitles, signs; Chinese and English. */
    PPOCR;

    /** Returns the name as it stands in parameters and results. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Reads such a name. */
    public static Engine of(String id) {
        return valueOf(id.toUpperCase(java.util.Locale.ROOT));
    }
}
