package io.dalbox.plugin.ocr.text;

import io.dalbox.plugin.ocr.text.LineFinder.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** From the top down, and from left to right among lines of the same height on the picture. */
final class ReadingOrder {

    private ReadingOrder() {}

    static List<Line> sort(List<Line> lines) {
        List<Line> byTop = new ArrayList<>(lines);
        byTop.sort(Comparator.comparingInt(line -> line.y() + line.height() / 2));
        List<Line> sorted = new ArrayList<>();
        List<Line> row = new ArrayList<>();
        for (Line line : byTop) {
            if (!row.isEmpty() && !besideEachOther(row.getFirst(), line)) {
                flush(row, sorted);
            }
            row.add(line);
        }
        flush(row, sorted);
        return sorted;
    }

    private static boolean besideEachOther(Line first, Line second) {
        int overlap =
                Math.min(first.y() + first.height(), second.y() + second.height()) - Math.max(first.y(), second.y());
        return overlap * 2 > Math.min(first.height(), second.height());
    }

    private static void flush(List<Line> row, List<Line> sorted) {
        row.sort(Comparator.comparingInt(Line::x));
        sorted.addAll(row);
        row.clear();
    }
}
