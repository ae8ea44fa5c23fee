package io.dalbox.plugin.ocr.text;

import java.util.List;
import java.util.regex.Pattern;

/** How languages are called: as Tesseract names them. */
public final class Languages {

    private static final String MODEL = "tesseract-";
    private static final Pattern NAME = Pattern.compile("[a-z]{3}(_[a-z]{2,10})?");

    private Languages() {}

    /** Returns the model that holds the data of a language. */
    public static String model(String language) {
        return MODEL + language;
    }

    /** Returns the language of a model, or an empty text when it holds none. */
    public static String ofModel(String model) {
        return model.startsWith(MODEL) ? model.substring(MODEL.length()) : "";
    }

    /** Returns whether it looks like the name of a language. */
    public static boolean valid(String language) {
        return NAME.matcher(language).matches();
    }

    /** Returns whether PP-OCR, which is made for Chinese and English, can read all of them. */
    public static boolean suitPpOcr(List<String> languages) {
        return languages.stream().allMatch(each -> each.equals("eng") || each.startsWith("chi_"));
    }
}
