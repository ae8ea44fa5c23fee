package io.dalbox.plugin.faces.vision;

import java.util.List;

/** Moves, turns and scales, and keeps angles: {@code (ax - by + dx, bx + ay + dy)}. */
record Similarity(double a, double b, double dx, double dy) {

    /** Returns the one that brings {@code from} closest to {@code to}, in the sense of least squares. */
    static Similarity fit(List<Point> from, List<Point> to) {
        Point middle = Point.middle(from);
        Point target = Point.middle(to);
        double a = 0;
        double b = 0;
        double norm = 0;
        for (int i = 0; i < from.size(); i++) {
            double x = from.get(i).x() - middle.x();
            double y = from.get(i).y() - middle.y();
            double u = to.get(i).x() - target.x();
            double v = to.get(i).y() - target.y();
            a += x * u + y * v;
            b += x * v - y * u;
            norm += x * x + y * y;
        }
        a /= norm;
        b /= norm;
        return new Similarity(
                a, b, target.x() - a * middle.x() + b * middle.y(), target.y() - b * middle.x() - a * middle.y());
    }

    /** Returns the one that only scales and then moves. */
    static Similarity square(double left, double top, double scale) {
        return new Similarity(scale, 0, left, top);
    }

    double x(double x, double y) {
        return a * x - b * y + dx;
    }

    double y(double x, double y) {
        return b * x + a * y + dy;
    }

    Point of(double x, double y) {
        return new Point(x(x, y), y(x, y));
    }

    double scale() {
        return Math.hypot(a, b);
    }
}
