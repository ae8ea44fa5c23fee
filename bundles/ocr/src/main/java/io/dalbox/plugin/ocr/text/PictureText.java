package io.dalbox.plugin.ocr.text;

import ai.onnxruntime.OrtException;
import io.dalbox.ml.Inference;
import io.dalbox.plugin.ocr.input.Sheet;
import io.dalbox.plugin.ocr.text.LineFinder.Line;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Reads text wherever it stands on a picture, with PP-OCRv4. */
final class PictureText {

    /** Letters of a page that is 3,500 pixels high are still found; the frame of a film is smaller anyway. */
    private static final int LONGEST_SIDE = 1600;

    /** What the model takes for text and is none has less. */
    private static final float LEAST = 50;

    private final LineFinder finder;
    private final LineReader reader;

    PictureText(Inference inference) {
        this.finder = new LineFinder(inference, LONGEST_SIDE);
        this.reader = new LineReader(inference);
    }

    PageText read(Sheet sheet, BooleanSupplier stop) throws IOException {
        BufferedImage image = colour(sheet.image());
        List<Word> words = new ArrayList<>();
        try {
            int number = 0;
            for (Line line : finder.find(image)) {
                if (stop.getAsBoolean()) {
                    throw new CancellationException("The recognition was stopped");
                }
                List<Word> found = reader.read(image, line);
                if (!found.isEmpty() && PageText.confidence(found) >= LEAST) {
                    int at = number++;
                    found.forEach(word -> words.add(word.onLine(at, 0)));
                }
            }
        } catch (OrtException e) {
            throw new IOException("PP-OCR failed on the picture: " + e.getMessage(), e);
        }
        return new PageText(sheet.width(), sheet.height(), Engine.PPOCR, "chi_sim+eng", words);
    }

    private static BufferedImage colour(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            return image;
        }
        BufferedImage colour = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = colour.createGraphics();
        g.drawImage(image, 0, 0, null);
        g.dispose();
        return colour;
    }
}
