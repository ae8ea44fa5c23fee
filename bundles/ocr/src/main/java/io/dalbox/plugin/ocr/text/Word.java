package io.dalbox.plugin.ocr.text;

/**
 * A word and where it stands on the page.
 *
 * @param text without spaces
 * @param confidence 0 to 100
 * @param x of the left edge, in pixels of the page
 * @param y of the upper edge
 * @param width in pixels
 * @param height in pixels
 * @param line which line of the page it is in, counted from 0 in reading order
 * @param block which paragraph, column or other group of lines, counted from 0
 */
public record Word(String text, float confidence, int x, int y, int width, int height, int line, int block) {

    Word onLine(int otherLine, int otherBlock) {
        return new Word(text, confidence, x, y, width, height, otherLine, otherBlock);
    }

    Word movedBy(int dx, int dy) {
        return new Word(text, confidence, x + dx, y + dy, width, height, line, block);
    }

    /** The same on a picture that is {@code factor} times as large. */
    Word times(double factor) {
        return new Word(
                text,
                confidence,
                (int) Math.floor(x * factor),
                (int) Math.floor(y * factor),
                Math.max(1, (int) Math.round(width * factor)),
                Math.max(1, (int) Math.round(height * factor)),
                line,
                block);
    }
}
