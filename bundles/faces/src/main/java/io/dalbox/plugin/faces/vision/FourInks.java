package io.dalbox.plugin.faces.vision;

import java.awt.image.Raster;

/** Pictures for print, of cyan, magenta, yellow and black, which Java hands out raw. As exact as finding faces needs it. */
final class FourInks {

    private FourInks() {}

    static Picture picture(Raster raster, int transform) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int[] pixels = new int[width * height];
        int[] row = new int[4 * width];
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = pixel(row, 4 * x, transform);
            }
        }
        return new Picture(width, height, pixels);
    }

    /** Files with Adobe's marker hold what is left of white, not how much ink. */
    private static int pixel(int[] row, int at, int transform) {
        int c = row[at];
        int m = row[at + 1];
        int y = row[at + 2];
        int k = row[at + 3];
        if (transform == 2) {
            double cb = m - 128;
            double cr = y - 128;
            int luma = c;
            c = Math.clamp(Math.round(luma + 1.402 * cr), 0, 255);
            m = Math.clamp(Math.round(luma - 0.344136 * cb - 0.714136 * cr), 0, 255);
            y = Math.clamp(Math.round(luma + 1.772 * cb), 0, 255);
        }
        if (transform < 0) {
            c = 255 - c;
            m = 255 - m;
            y = 255 - y;
            k = 255 - k;
        }
        return c * k / 255 << 16 | m * k / 255 << 8 | y * k / 255;
    }
}
