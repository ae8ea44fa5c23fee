package io.dalbox.plugin.ocr;

import io.dalbox.plugin.ocr.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Words as they are kept: a line each, values parted by tabs, of which a word has none. A third of what JSON takes. */
final class WordRows {

    private static final int VALUES = 8;

    private WordRows() {}

    static String write(List<Word> words) {
        return words.stream()
                .map(word -> "%d\t%d\t%d\t%d\t%d\t%d\t%d\t%s"
                        .formatted(
                                word.block(),
                                word.line(),
                                word.x(),
                                word.y(),
                                word.width(),
                                word.height(),
                                Math.round(word.confidence()),
                                word.text()))
                .collect(Collectors.joining("\n"));
    }

    static List<Word> read(String rows) {
        List<Word> words = new ArrayList<>();
        rows.lines().forEach(row -> {
            String[] v = row.split("\t", VALUES);
            words.add(new Word(
                    v[7],
                    Float.parseFloat(v[6]),
                    number(v[2]),
                    number(v[3]),
                    number(v[4]),
                    number(v[5]),
                    number(v[1]),
                    number(v[0])));
        });
        return words;
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }
}
