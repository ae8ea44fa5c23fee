package io.dalbox.plugin.ocr.text;

import java.util.List;

/** Puts the words of a line together: Chinese and Japanese are written without blanks. */
final class Joining {

    private Joining() {}

    static String line(List<Word> words) {
        StringBuilder text = new StringBuilder();
        for (Word word : words) {
            if (!text.isEmpty()
                    && needsBlank(
                            text.codePointBefore(text.length()), word.text().codePointAt(0))) {
                text.append(' ');
            }
            text.append(word.text());
        }
        return text.toString();
    }

    private static boolean needsBlank(int before, int after) {
        return !dense(before) || !dense(after);
    }

    /** Returns whether a character fills a square of its own and stands beside others of its kind without a blank. */
    static boolean dense(int character) {
        return Character.isIdeographic(character)
                || switch (Character.UnicodeScript.of(character)) {
                    case HIRAGANA, KATAKANA, BOPOMOFO -> true;
                    default -> false;
                }
                || character >= 0x3000 && character <= 0x303f
                || character >= 0xff00 && character <= 0xffef;
    }
}
