package io.dalbox.plugin.ocr.text;

import io.dalbox.plugin.ocr.input.Sheet;
import io.dalbox.tesseract.TesseractReader.Layout;
import io.dalbox.tesseract.TesseractWord;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Reads a page with Tesseract.
 *
 * <p>Languages are tried one after the other, not at once: Tesseract with two languages takes the time of both and is worse than either on
 * a page of one. The first reads the whole page. Where it was sure of most lines, only the others are read again, each by itself; where it
 * was not, the next language reads the whole page. Small letters are enlarged before.
 */
final class PrintedPage {

    /** What capital letters should measure. Read best at 32 pixels to the line, of which they take three quarters. */
    private static final int WANTED = 24;

    private static final int TOO_SMALL = 18;
    private static final int TOO_LARGE = 64;
    private static final double MOST_ENLARGED = 4;

    /** Beyond, enlarging costs more memory than small letters are worth. */
    private static final long MOST_PIXELS = 24_000_000;

    /** Right text has 85 and more, text of another script less than 60. */
    private static final float SURE = 75;

    /** What another language must be better by: a foreign one is sometimes sure of nonsense. */
    private static final float BETTER = 5;

    private final ReaderPool readers;
    private final BufferedImage gray;
    private final double factor;
    private final int dpi;
    private final BooleanSupplier stop;

    PrintedPage(ReaderPool readers, Sheet sheet, BooleanSupplier stop) {
        this.readers = readers;
        BufferedImage original = Gray.of(sheet);
        this.factor = factor(original);
        this.gray = Gray.scaled(original, factor);
        this.dpi = (int) Math.round(sheet.dpi() * factor);
        this.stop = stop;
    }

    static double factor(BufferedImage gray) {
        int letters = LetterHeight.of(gray);
        if (letters == 0 || letters >= TOO_SMALL && letters <= TOO_LARGE) {
            return 1;
        }
        double wanted = Math.min(MOST_ENLARGED, (double) WANTED / letters);
        double most = Math.sqrt((double) MOST_PIXELS / ((double) gray.getWidth() * gray.getHeight()));
        return wanted < 1 ? wanted : Math.max(1, Math.min(wanted, most));
    }

    /** Reads in the given languages, the likeliest first. */
    PageText read(List<String> languages) throws IOException {
        Attempt best = whole(languages.getFirst());
        List<String> left = new ArrayList<>(languages.subList(1, languages.size()));
        while (!left.isEmpty() && best.mostlyUnsure()) {
            Attempt next = whole(left.removeFirst());
            best = next.confidence() > best.confidence() + BETTER ? next : best;
        }
        List<String> others =
                languages.stream().filter(each -> left.contains(each)).toList();
        List<Word> words = others.isEmpty() ? best.words() : rereadUnsure(best, others);
        return result(best.language(), words);
    }

    private PageText result(String language, List<Word> words) {
        double back = 1 / factor;
        return new PageText(
                (int) Math.round(gray.getWidth() * back),
                (int) Math.round(gray.getHeight() * back),
                Engine.TESSERACT,
                language,
                words.stream().map(word -> word.times(back)).toList());
    }

    private Attempt whole(String language) throws IOException {
        return new Attempt(language, read(language, gray, Layout.PAGE));
    }

    private List<Word> read(String language, BufferedImage picture, Layout layout) throws IOException {
        List<TesseractWord> found =
                readers.use(language, reader -> reader.read(Gray.picture(picture, dpi), layout, stop));
        return found.stream()
                .map(w -> new Word(w.text(), w.confidence(), w.x(), w.y(), w.width(), w.height(), w.line(), w.block()))
                .toList();
    }

    private List<Word> rereadUnsure(Attempt page, List<String> languages) throws IOException {
        List<Word> words = new ArrayList<>();
        for (List<Word> line : page.lines()) {
            words.addAll(PageText.confidence(line) >= SURE ? line : reread(line, languages));
        }
        return words;
    }

    private List<Word> reread(List<Word> line, List<String> languages) throws IOException {
        List<Word> best = line;
        Frame frame = Frame.around(line, gray.getWidth(), gray.getHeight());
        BufferedImage part = Gray.part(gray, frame.x(), frame.y(), frame.width(), frame.height());
        for (String language : languages) {
            List<Word> again = read(language, part, Layout.LINE);
            if (PageText.confidence(again) > PageText.confidence(best) + BETTER) {
                Word first = line.getFirst();
                best = again.stream()
                        .map(word -> word.movedBy(frame.x(), frame.y()).onLine(first.line(), first.block()))
                        .toList();
            }
        }
        return best;
    }

    private record Attempt(String language, List<Word> words) {

        float confidence() {
            return PageText.confidence(words);
        }

        List<List<Word>> lines() {
            return new PageText(1, 1, Engine.TESSERACT, language, words).lines();
        }

        /** Nothing at all may be a page of nothing, or one that this language does not see. */
        boolean mostlyUnsure() {
            long unsure = lines().stream()
                    .filter(line -> PageText.confidence(line) < SURE)
                    .flatMap(List::stream)
                    .count();
            return words.isEmpty() || unsure * 2 > words.size();
        }
    }

    /** Where a line is, with a little around it. */
    private record Frame(int x, int y, int width, int height) {

        static Frame around(List<Word> line, int width, int height) {
            int tallest = line.stream().mapToInt(Word::height).max().orElse(1);
            int left = edge(line.stream().map(Word::x)) - tallest / 2;
            int top = edge(line.stream().map(Word::y)) - tallest / 4;
            int right = -edge(line.stream().map(w -> -w.x() - w.width())) + tallest / 2;
            int bottom = -edge(line.stream().map(w -> -w.y() - w.height())) + tallest / 4;
            int x = Math.max(0, left);
            int y = Math.max(0, top);
            return new Frame(x, y, Math.max(1, Math.min(width, right) - x), Math.max(1, Math.min(height, bottom) - y));
        }

        private static int edge(Stream<Integer> values) {
            return values.mapToInt(Integer::intValue).min().orElse(0);
        }
    }
}
