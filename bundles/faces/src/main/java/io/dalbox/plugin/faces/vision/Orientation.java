package io.dalbox.plugin.faces.vision;

/** Turns pictures as the tag {@code Orientation} of Exif asks: 1 to 8. */
final class Orientation {

    private Orientation() {}

    /** Returns the picture the right way up. */
    static Picture upright(Picture picture, int orientation) {
        if (orientation == 1) {
            return picture;
        }
        boolean swapped = orientation >= 5;
        int width = swapped ? picture.height() : picture.width();
        int height = swapped ? picture.width() : picture.height();
        int[] from = picture.pixels();
        int[] to = new int[from.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                to[y * width + x] = from[source(x, y, width, height, orientation)];
            }
        }
        return new Picture(width, height, to);
    }

    private static int source(int x, int y, int width, int height, int orientation) {
        int right = width - 1 - x;
        int down = height - 1 - y;
        return switch (orientation) {
            case 2 -> y * width + right;
            case 3 -> down * width + right;
            case 4 -> down * width + x;
            case 5 -> x * height + y;
            case 6 -> right * height + y;
            case 7 -> right * height + down;
            case 8 -> x * height + down;
            default -> y * width + x;
        };
    }
}
