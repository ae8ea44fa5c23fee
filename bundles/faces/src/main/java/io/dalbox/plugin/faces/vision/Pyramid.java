package io.dalbox.plugin.faces.vision;

import java.util.ArrayList;
import java.util.List;

/** A picture in halves of halves, so that any part of it can be sampled at any size without artefacts. For one thread. */
final class Pyramid {

    /** Positions are whole numbers with so many bits after the point: a step is added for each of the pixels. */
    private static final int FRACTION = 20;

    private final List<Picture> levels = new ArrayList<>();

    Pyramid(Picture picture) {
        levels.add(picture);
    }

    Picture full() {
        return levels.getFirst();
    }

    /**
     * Samples a square.
     *
     * @param from maps the square's pixels to those of the whole picture
     * @param side of the square, in pixels
     * @return {@code 0xRRGGBB}; what lies outside of the picture is black
     */
    int[] sample(Similarity from, int side) {
        int level = 0;
        double scale = from.scale();
        while (scale > 1.5 && level(level).width() > 1 && level(level).height() > 1) {
            scale /= 2;
            level++;
        }
        Picture picture = level(level);
        double shrink = 1.0 / (1 << level);
        long right = fixed(from.a() * shrink);
        long down = fixed(from.b() * shrink);
        int[] result = new int[side * side];
        for (int y = 0; y < side; y++) {
            // The middle of a pixel, not its corner, is what must come to lie right.
            long sx = fixed(from.x(0.5, y + 0.5) * shrink - 0.5);
            long sy = fixed(from.y(0.5, y + 0.5) * shrink - 0.5);
            for (int x = 0; x < side; x++) {
                result[y * side + x] = bilinear(picture, sx, sy);
                sx += right;
                sy += down;
            }
        }
        return result;
    }

    private static long fixed(double value) {
        return Math.round(value * (1 << FRACTION));
    }

    private Picture level(int at) {
        while (levels.size() <= at) {
            levels.add(levels.getLast().half());
        }
        return levels.get(at);
    }

    private static int bilinear(Picture picture, long x, long y) {
        int left = (int) (x >> FRACTION);
        int top = (int) (y >> FRACTION);
        int fx = (int) (x >> FRACTION - 8) & 255;
        int fy = (int) (y >> FRACTION - 8) & 255;
        int width = picture.width();
        if (left >= 0 && top >= 0 && left < width - 1 && top < picture.height() - 1) {
            int[] pixels = picture.pixels();
            int at = top * width + left;
            return mix(mix(pixels[at], pixels[at + 1], fx), mix(pixels[at + width], pixels[at + width + 1], fx), fy);
        }
        if (left < -1 || top < -1 || left >= width || top >= picture.height()) {
            return 0;
        }
        int upper = mix(pixel(picture, left, top), pixel(picture, left + 1, top), fx);
        int lower = mix(pixel(picture, left, top + 1), pixel(picture, left + 1, top + 1), fx);
        return mix(upper, lower, fy);
    }

    private static int pixel(Picture picture, int x, int y) {
        int column = Math.clamp(x, 0, picture.width() - 1);
        int row = Math.clamp(y, 0, picture.height() - 1);
        return picture.pixels()[row * picture.width() + column];
    }

    private static int mix(int a, int b, int part) {
        int redBlue = (a & 0xFF00FF) * (256 - part) + (b & 0xFF00FF) * part >>> 8 & 0xFF00FF;
        int green = (a & 0xFF00) * (256 - part) + (b & 0xFF00) * part >>> 8 & 0xFF00;
        return redBlue | green;
    }
}
