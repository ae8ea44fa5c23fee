package io.dalbox.plugin.ocr.text;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.dalbox.ml.Inference;
import io.dalbox.ml.InferenceWork;
import io.dalbox.plugin.ocr.text.LineFinder.Line;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads a line of text with the recognition model of PP-OCRv4, which carries its own alphabet. */
final class LineReader {

    static final String MODEL = "ppocr-rec";

    private static final int HEIGHT = 48;

    /** The model was trained on lines as long, and reads shorter ones worse. */
    private static final int SHORTEST = 320;

    private static final int LONGEST = 4096;
    private static final float[] HALF = {.5f, .5f, .5f};

    private final Inference inference;

    LineReader(Inference inference) {
        this.inference = inference;
    }

    /** Returns the words of a line, numbered 0. */
    List<Word> read(BufferedImage image, Line line) throws IOException, OrtException {
        int width = Math.clamp((long) Math.ceil((double) HEIGHT * line.width() / line.height()), 1, LONGEST);
        BufferedImage strip = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = strip.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(
                image,
                0,
                0,
                width,
                HEIGHT,
                line.x(),
                line.y(),
                line.x() + line.width(),
                line.y() + line.height(),
                null);
        g.dispose();
        int padded = Math.max(SHORTEST, width);
        InferenceWork<List<Word>> recognise = (session, options) -> recognise(session, options, strip, padded, line);
        return inference.run(MODEL, recognise);
    }

    private static List<Word> recognise(
            OrtSession session, OrtSession.RunOptions options, BufferedImage strip, int padded, Line line)
            throws OrtException {
        Alphabet alphabet = Alphabet.of(session);
        try (OnnxTensor input = Tensors.of(strip, padded, HALF, HALF);
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), input), options)) {
            OnnxTensor steps = (OnnxTensor) result.get(0);
            long[] shape = steps.getInfo().getShape();
            double pixelsPerStep = (double) padded / shape[1] * line.width() / strip.getWidth();
            return new Decoding(alphabet, line, pixelsPerStep)
                    .words(steps.getFloatBuffer(), (int) shape[1], (int) shape[2]);
        }
    }
}
