package io.dalbox.plugin.faces.vision;

import java.util.List;

/** How well a face can be recognised, from 0 to 1. */
final class Quality {

    /** Eyes that are so many pixels apart show all that the models look at. */
    private static final double GOOD_EYES = 40;
    /** The mean difference between neighbours, in shades of 256, of a face that is sharp. */
    private static final double SHARP = 4;

    private Quality() {}

    static double of(Detection face, int[] aligned, int side) {
        return Math.min(1, face.points().get(0).distance(face.points().get(1)) / GOOD_EYES)
                * front(face.points())
                * Math.min(1, contrast(aligned, side) / SHARP);
    }

    /** Turned to the side, one ear comes close to the nose and the other goes far from it. */
    private static double front(List<Point> points) {
        double right = points.get(2).distance(points.get(4));
        double left = points.get(2).distance(points.get(5));
        double ratio = Math.min(right, left) / Math.max(1e-9, Math.max(right, left));
        return Math.min(1, 0.4 + ratio);
    }

    private static double contrast(int[] pixels, int side) {
        long sum = 0;
        int count = 0;
        for (int y = side / 4; y < side * 3 / 4; y++) {
            for (int x = side / 4; x < side * 3 / 4; x++) {
                int green = pixels[y * side + x] >> 8 & 255;
                sum += Math.abs(green - (pixels[y * side + x + 1] >> 8 & 255));
                sum += Math.abs(green - (pixels[(y + 1) * side + x] >> 8 & 255));
                count += 2;
            }
        }
        return sum / (double) count;
    }
}
