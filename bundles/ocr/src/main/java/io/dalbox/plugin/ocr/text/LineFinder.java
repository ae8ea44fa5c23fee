package io.dalbox.plugin.ocr.text;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.dalbox.ml.Inference;
import io.dalbox.ml.InferenceWork;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds lines of text with the detection model of PP-OCRv4, which says for each pixel how likely it is in the middle of a line. */
final class LineFinder {

    static final String MODEL = "ppocr-det";

    /**
     * A line, in pixels of the picture.
     *
     * @param x of the left edge
     * @param y of the upper edge
     * @param width in pixels
     * @param height in pixels
     */
    record Line(int x, int y, int width, int height) {}

    /** The model halves the picture five times. */
    private static final int STEP = 32;

    private static final float[] MEAN = {.485f, .456f, .406f};
    private static final float[] DEVIATION = {.229f, .224f, .225f};
    private static final float IN_A_LINE = .3f;
    private static final float SURE = .5f;
    private static final int SMALLEST = 3;

    /** The model marks the core of a line; this much of area by circumference brings back the whole (as its makers do). */
    private static final double WIDEN = 1.6;

    /** And this much of its height on each side: the model overlooks a full stop at the end. */
    private static final double ASIDE = .3;

    private final Inference inference;
    private final int longestSide;

    LineFinder(Inference inference, int longestSide) {
        this.inference = inference;
        this.longestSide = longestSide;
    }

    List<Line> find(BufferedImage image) throws IOException, OrtException {
        double factor = Math.min(1, (double) longestSide / Math.max(image.getWidth(), image.getHeight()));
        int width = multiple(image.getWidth() * factor);
        int height = multiple(image.getHeight() * factor);
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = small.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(image, 0, 0, width, height, null);
        g.dispose();
        InferenceWork<float[]> detect = (session, options) -> likelihoods(session, options, small);
        float[] likely = inference.run(MODEL, detect);
        return ReadingOrder.sort(lines(likely, width, height, image));
    }

    private static int multiple(double length) {
        return Math.max(STEP, (int) Math.round(length / STEP) * STEP);
    }

    private static float[] likelihoods(OrtSession session, OrtSession.RunOptions options, BufferedImage small)
            throws OrtException {
        try (OnnxTensor input = Tensors.of(small, small.getWidth(), MEAN, DEVIATION);
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), input), options)) {
            // A copy already, just as large as the tensor.
            return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
        }
    }

    private static List<Line> lines(float[] likely, int width, int height, BufferedImage image) {
        boolean[] marked = new boolean[likely.length];
        for (int i = 0; i < marked.length; i++) {
            marked[i] = likely[i] > IN_A_LINE;
        }
        List<Line> lines = new ArrayList<>();
        new Blobs(marked, width, height).each(new Blobs.Visitor() {
            private double sum;

            @Override
            public void pixel(int index) {
                sum += likely[index];
            }

            @Override
            public void end(Blobs.Blob blob) {
                boolean sure = sum / blob.pixels() >= SURE;
                sum = 0;
                if (sure && Math.min(blob.width(), blob.height()) >= SMALLEST) {
                    lines.add(widened(
                            blob,
                            (double) image.getWidth() / width,
                            (double) image.getHeight() / height,
                            image.getWidth(),
                            image.getHeight()));
                }
            }
        });
        return lines;
    }

    private static Line widened(Blobs.Blob blob, double scaleX, double scaleY, int width, int height) {
        double by = blob.width() * blob.height() * WIDEN / (2.0 * (blob.width() + blob.height()));
        int top = (int) Math.max(0, (blob.top() - by) * scaleY);
        int bottom = (int) Math.min(height, (blob.bottom() + 1 + by) * scaleY);
        double aside = (bottom - top) * ASIDE;
        int left = (int) Math.max(0, (blob.left() - by) * scaleX - aside);
        int right = (int) Math.min(width, (blob.right() + 1 + by) * scaleX + aside);
        return new Line(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }
}
