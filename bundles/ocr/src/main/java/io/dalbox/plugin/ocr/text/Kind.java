package io.dalbox.plugin.ocr.text;

import io.dalbox.plugin.ocr.input.Sheet;
import java.awt.image.BufferedImage;

/**
 * Tells a printed page from text over a picture.
 *
 * <p>Paper is of one colour, and most of a page is paper. So the picture is cut into {@value #TILES}×{@value #TILES} tiles; a tile is plain
 * when half of its pixels and more are within {@value #NEAR} shades of one another. Each tile is judged by itself, since paper that was
 * photographed is brighter on one side. A page has plain tiles nearly everywhere; a photograph or a frame of a film has not.
 */
public final class Kind {

    private static final int TILES = 24;
    private static final int NEAR = 8;
    private static final int SIDE = 960;

    /** Pages measure 0.9 and more, photographs and films 0.6 and less. */
    private static final double PRINTED = 0.78;

    private Kind() {}

    /** Returns whether it is a printed page, or a screen. */
    public static boolean printed(Sheet sheet) {
        return plain(sheet) >= PRINTED;
    }

    /** Returns the share of plain tiles. */
    static double plain(Sheet sheet) {
        BufferedImage gray = Gray.of(Gray.scaled(
                sheet.image(), Math.min(1, (double) SIDE / Math.max(sheet.width(), sheet.height()))));
        int plain = 0;
        for (int row = 0; row < TILES; row++) {
            for (int column = 0; column < TILES; column++) {
                plain += plain(gray, column, row) ? 1 : 0;
            }
        }
        return (double) plain / (TILES * TILES);
    }

    private static boolean plain(BufferedImage gray, int column, int row) {
        int left = column * gray.getWidth() / TILES;
        int right = Math.max(left + 1, (column + 1) * gray.getWidth() / TILES);
        int top = row * gray.getHeight() / TILES;
        int bottom = Math.max(top + 1, (row + 1) * gray.getHeight() / TILES);
        byte[] all = Gray.bytes(gray);
        int[] counts = new int[256];
        int pixels = 0;
        for (int y = top; y < Math.min(bottom, gray.getHeight()); y++) {
            for (int x = left; x < Math.min(right, gray.getWidth()); x++) {
                counts[all[y * gray.getWidth() + x] & 255]++;
                pixels++;
            }
        }
        return mostWithin(counts) * 2 >= pixels;
    }

    /** Returns how many are in the fullest stretch of shades. */
    private static int mostWithin(int[] counts) {
        int within = 0;
        int most = 0;
        for (int value = 0; value < counts.length; value++) {
            within += counts[value] - (value >= NEAR ? counts[value - NEAR] : 0);
            most = Math.max(most, within);
        }
        return most;
    }
}
