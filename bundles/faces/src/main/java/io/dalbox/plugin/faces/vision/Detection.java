package io.dalbox.plugin.faces.vision;

import java.util.List;

/**
 * A face that was found.
 *
 * @param x left edge, in pixels of the picture
 * @param y upper edge
 * @param width of the box
 * @param height of the box
 * @param score how sure the detector is, 0 to 1
 * @param points right eye, left eye, nose, mouth, right ear, left ear: the face's own right
 */
public record Detection(double x, double y, double width, double height, double score, List<Point> points) {

    /** Copies the points. */
    public Detection {
        points = List.copyOf(points);
    }

    /** Returns how much two boxes share: the common area over that of both. */
    double overlap(Detection other) {
        double common = common(other);
        return common / (width * height + other.width * other.height - common);
    }

    /** Returns how much of the smaller box lies in the other one. */
    double inside(Detection other) {
        return common(other) / Math.min(width * height, other.width * other.height);
    }

    private double common(Detection other) {
        double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        return w > 0 && h > 0 ? w * h : 0;
    }
}
