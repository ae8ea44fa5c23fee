package io.dalbox.plugin.ocr.text;

import io.dalbox.plugin.ocr.text.LineFinder.Line;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes words of what the recognition model says of each step along a line: the likeliest character of a step counts when it is another
 * than that of the step before (CTC, A. Graves, 2006).
 */
final class Decoding {

    private final Alphabet alphabet;
    private final Line line;
    private final double pixelsPerStep;
    private final List<Word> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private double confidence;
    private int letters;
    private int first;
    private int last;

    Decoding(Alphabet alphabet, Line line, double pixelsPerStep) {
        this.alphabet = alphabet;
        this.line = line;
        this.pixelsPerStep = pixelsPerStep;
    }

    List<Word> words(FloatBuffer likely, int steps, int characters) {
        float[] step = new float[characters];
        int before = 0;
        for (int i = 0; i < steps; i++) {
            likely.get(i * characters, step);
            int best = best(step);
            if (best != 0 && best != before) {
                take(alphabet.get(best), step[best], i);
            }
            before = best;
        }
        end();
        return words;
    }

    private static int best(float[] step) {
        int best = 0;
        for (int i = 1; i < step.length; i++) {
            if (step[i] > step[best]) {
                best = i;
            }
        }
        return best;
    }

    private void take(String character, float likely, int step) {
        if (character.isBlank()) {
            end();
            return;
        }
        if (letters == 0) {
            first = step;
        }
        word.append(character);
        confidence += likely;
        letters++;
        last = step;
    }

    private void end() {
        if (letters > 0) {
            // A step is where a character's middle is, more or less; half a character more on each side.
            double half = letters == 1 ? line.height() / pixelsPerStep / 2 : (last - first) / (2.0 * (letters - 1));
            int left = Math.clamp(Math.round((first + .5 - half) * pixelsPerStep), 0, line.width() - 1);
            int right = Math.clamp(Math.round((last + .5 + half) * pixelsPerStep), left + 1, line.width());
            words.add(new Word(
                    word.toString(),
                    (float) (100 * confidence / letters),
                    line.x() + left,
                    line.y(),
                    right - left,
                    line.height(),
                    0,
                    0));
        }
        word.setLength(0);
        confidence = 0;
        letters = 0;
    }
}
