package io.dalbox.plugin.faces.vision;

import java.util.List;

/** A place on a picture, in pixels. */
public record Point(double x, double y) {

    static Point middle(List<Point> points) {
        double x = 0;
        double y = 0;
        for (Point point : points) {
            x += point.x;
            y += point.y;
        }
        return new Point(x / points.size(), y / points.size());
    }

    double distance(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
