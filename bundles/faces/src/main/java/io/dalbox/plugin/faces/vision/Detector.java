package io.dalbox.plugin.faces.vision;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds faces with BlazeFace (the "back camera" model of MediaPipe, 256 × 256 pixels). A square of that size shows faces from about
 * a tenth of its side up, so the picture is looked at in squares of several sizes.
 */
final class Detector {

    private static final int SIDE = 256;
    /** Anchors of a cell, cells of a row: a fine grid and a coarse one, each with its own outputs. */
    private static final int[][] GRIDS = {{2, 16}, {6, 8}};

    /** From 0 to 255 to -1 to 1. */
    private static final float SHADE = 1 / 127.5f;

    private static final int VALUES = 16;
    private static final int POINTS = 6;
    private static final double SAME = 0.3;
    /** The side of the square for the second look, in faces. */
    private static final double ROOM = 2.5;
    /** A box that lies within another by so much is the same face, seen in a smaller square. */
    private static final double WITHIN = 0.7;

    private final OrtSession session;
    private final RunOptions options;
    private final FloatBuffer input = ByteBuffer.allocateDirect(3 * SIDE * SIDE * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();

    Detector(OrtSession session, RunOptions options) {
        this.session = session;
        this.options = options;
    }

    /** Returns what may be faces, at least as sure as {@code least}, the surest first, at most {@code most}. */
    List<Detection> detect(Pyramid picture, double least, int most) throws OrtException {
        List<Detection> found = new ArrayList<>();
        for (Tile tile : Tile.cover(picture.full().width(), picture.full().height(), SIDE)) {
            found.addAll(look(picture, Similarity.square(tile.x(), tile.y(), tile.side() / SIDE), least));
        }
        return distinct(found, most);
    }

    /**
     * Looks at a face again, upright and at the size at which the model is best. What only seemed to be one is not found again; the
     * points of a real one become more exact.
     */
    Optional<Detection> again(Pyramid picture, double least, Detection first) throws OrtException {
        Point right = first.points().get(0);
        Point left = first.points().get(1);
        double turn = Math.atan2(left.y() - right.y(), left.x() - right.x());
        double scale = Math.max(first.width(), first.height()) * ROOM / SIDE;
        double a = scale * Math.cos(turn);
        double b = scale * Math.sin(turn);
        Point middle = new Point(first.x() + first.width() / 2, first.y() + first.height() / 2);
        double half = SIDE / 2.0;
        Similarity from = new Similarity(a, b, middle.x() - a * half + b * half, middle.y() - b * half - a * half);
        return look(picture, from, least).stream()
                .filter(second -> second.inside(first) > SAME)
                .findFirst();
    }

    private static List<Detection> distinct(List<Detection> found, int most) {
        List<Detection> kept = new ArrayList<>();
        found.sort(Comparator.comparingDouble(Detection::score).reversed());
        for (Detection one : found) {
            if (kept.size() < most
                    && kept.stream().noneMatch(other -> one.overlap(other) > SAME || one.inside(other) > WITHIN)) {
                kept.add(one);
            }
        }
        return kept;
    }

    private List<Detection> look(Pyramid picture, Similarity from, double least) throws OrtException {
        int[] pixels = picture.sample(from, SIDE);
        for (int i = 0; i < pixels.length; i++) {
            input.put(3 * i, (pixels[i] >> 16 & 255) * SHADE - 1);
            input.put(3 * i + 1, (pixels[i] >> 8 & 255) * SHADE - 1);
            input.put(3 * i + 2, (pixels[i] & 255) * SHADE - 1);
        }
        long[] shape = {1, SIDE, SIDE, 3};
        String name = session.getInputNames().iterator().next();
        try (OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), input, shape);
                OrtSession.Result result = session.run(Map.of(name, tensor), options)) {
            List<Detection> found = new ArrayList<>();
            for (int grid = 0; grid < GRIDS.length; grid++) {
                read(
                        grid,
                        Tensors.floats(result.get(grid)),
                        Tensors.floats(result.get(GRIDS.length + grid)),
                        from,
                        least,
                        found);
            }
            return distinct(found, Integer.MAX_VALUE);
        }
    }

    private static void read(
            int grid, float[] scores, float[] values, Similarity from, double least, List<Detection> found) {
        int anchors = GRIDS[grid][0];
        int cells = GRIDS[grid][1];
        for (int i = 0; i < scores.length; i++) {
            double score = 1 / (1 + Math.exp(-scores[i]));
            if (score >= least) {
                int cell = i / anchors;
                double x = (cell % cells + 0.5) / cells * SIDE;
                double y = (cell / cells + 0.5) / cells * SIDE;
                found.add(detection(values, i * VALUES, x, y, from, score));
            }
        }
    }

    private static Detection detection(float[] v, int at, double x, double y, Similarity from, double score) {
        List<Point> points = new ArrayList<>();
        for (int p = 0; p < POINTS; p++) {
            points.add(from.of(x + v[at + 4 + 2 * p], y + v[at + 5 + 2 * p]));
        }
        Point middle = from.of(x + v[at], y + v[at + 1]);
        double w = v[at + 2] * from.scale();
        double h = v[at + 3] * from.scale();
        return new Detection(middle.x() - w / 2, middle.y() - h / 2, w, h, score, points);
    }
}
