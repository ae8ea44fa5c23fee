package io.dalbox.plugin.ocr.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What was read on a page.
 *
 * @param width of the picture that the places of the words refer to
 * @param height of it
 * @param engine which engine read it
 * @param language which language it took the page for, as Tesseract names it; several joined by {@code +}
 * @param words in reading order
 */
public record PageText(int width, int height, Engine engine, String language, List<Word> words) {

    /** Keeps a copy of the words. */
    public PageText {
        words = List.copyOf(words);
    }

    /** Returns the words of each line, in order; no line is empty. */
    public List<List<Word>> lines() {
        List<List<Word>> lines = new ArrayList<>();
        int last = -1;
        for (Word word : words) {
            if (lines.isEmpty() || word.line() != last) {
                lines.add(new ArrayList<>());
            }
            lines.getLast().add(word);
            last = word.line();
        }
        return lines;
    }

    /** Returns the text: a line for each line, an empty one between blocks, no blank between characters that need none. */
    public String text() {
        StringBuilder all = new StringBuilder();
        int block = -1;
        for (List<Word> line : lines()) {
            if (!all.isEmpty()) {
                all.append(line.getFirst().block() == block ? "\n" : "\n\n");
            }
            block = line.getFirst().block();
            all.append(Joining.line(line));
        }
        return all.toString();
    }

    /** Returns how sure the engine is, 0 to 100, each letter counting the same; 0 when nothing was read. */
    public float confidence() {
        return confidence(words);
    }

    static float confidence(List<Word> words) {
        double sum = 0;
        int letters = 0;
        for (Word word : words) {
            sum += (double) word.confidence() * word.text().length();
            letters += word.text().length();
        }
        return letters == 0 ? 0 : (float) (sum / letters);
    }
}
