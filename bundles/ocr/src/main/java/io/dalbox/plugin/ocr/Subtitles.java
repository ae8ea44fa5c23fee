package io.dalbox.plugin.ocr;

import io.dalbox.plugin.ocr.text.PageText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes timed texts of what is read on frame after frame: as long as nearly the same stands there it is one text, and what the engine was
 * surest of is kept. Not thread-safe.
 */
final class Subtitles {

    /** Frames of one text differ by a letter or two that the picture behind it hides. */
    private static final double SAME = 0.7;

    private final long interval;
    private final List<StoredPage> texts = new ArrayList<>();
    private @Nullable Seen current;

    private record Seen(long start, long last, PageText text) {}

    /** With frames as many milliseconds apart. */
    Subtitles(long interval) {
        this.interval = interval;
    }

    /** Adds what was read on a frame; frames come in order. Returns the text that ended with it, if one did. */
    @Nullable
    StoredPage add(long time, PageText text) {
        Seen seen = current;
        if (seen != null && !text.words().isEmpty() && alike(seen.text().text(), text.text()) >= SAME) {
            PageText better = text.confidence() > seen.text().confidence() ? text : seen.text();
            current = new Seen(seen.start(), time, better);
            return null;
        }
        StoredPage ended = end();
        current = text.words().isEmpty() ? null : new Seen(time, time, text);
        return ended;
    }

    /** Ends the text that stands there; returns it, if one does. */
    @Nullable
    StoredPage end() {
        Seen seen = current;
        current = null;
        if (seen == null) {
            return null;
        }
        StoredPage text = new StoredPage(texts.size() + 1, seen.start(), seen.last() + interval, seen.text());
        texts.add(text);
        return text;
    }

    /** Returns how much of the longer of two texts is in the other in the same order, 0 to 1. */
    static double alike(String a, String b) {
        String one = a.replaceAll("\\s+", "");
        String two = b.replaceAll("\\s+", "");
        int longest = Math.max(one.length(), two.length());
        return longest == 0 ? 1 : 1 - (double) edits(one, two) / longest;
    }

    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
