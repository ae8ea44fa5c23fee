package io.dalbox.plugin.ocr.text;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Guesses how large the letters of a page are, since engines read small ones badly.
 *
 * <p>The page is cut into ink and paper at Otsu's threshold; what hangs together is a letter, or a part of one. The height that three of
 * four do not exceed is that of a capital letter, and of a Chinese character, whatever else is on the page.
 */
final class LetterHeight {

    /** Enough letters to judge by, and quick. */
    private static final int LONGEST_SIDE = 1400;

    private static final int FEWEST = 8;
    private static final int SMALLEST = 3;

    private LetterHeight() {}

    /** Returns the height of capital letters in pixels; 0 when there is too little to judge by. */
    static int of(BufferedImage gray) {
        int width = Math.min(gray.getWidth(), LONGEST_SIDE);
        int height = Math.min(gray.getHeight(), LONGEST_SIDE);
        boolean[] ink = ink(gray, (gray.getWidth() - width) / 2, (gray.getHeight() - height) / 2, width, height);
        int[] heights = new Blobs(ink, width, height).heights(SMALLEST, height / 4);
        if (heights.length < FEWEST) {
            return 0;
        }
        Arrays.sort(heights);
        return heights[heights.length * 3 / 4];
    }

    private static boolean[] ink(BufferedImage gray, int x, int y, int width, int height) {
        byte[] all = Gray.bytes(gray);
        int[] counts = new int[256];
        for (int row = 0; row < height; row++) {
            int at = (y + row) * gray.getWidth() + x;
            for (int i = 0; i < width; i++) {
                counts[all[at + i] & 255]++;
            }
        }
        int threshold = Otsu.threshold(counts);
        boolean darkInk = Otsu.darker(counts, threshold) * 2 <= (long) width * height;
        boolean[] ink = new boolean[width * height];
        for (int row = 0; row < height; row++) {
            int at = (y + row) * gray.getWidth() + x;
            for (int i = 0; i < width; i++) {
                ink[row * width + i] = (all[at + i] & 255) <= threshold == darkInk;
            }
        }
        return ink;
    }
}
