package io.dalbox.plugin.ocr;

import io.dalbox.plugin.ocr.text.PageText;
import io.dalbox.plugin.ocr.text.Word;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes results as text, hOCR and SRT. */
final class Exports {

    private static final int AT_ONCE = 50;

    private Exports() {}

    /** Takes a page while all are gone through. */
    @FunctionalInterface
    interface PageTaker {
        /** Returns whether to go on. */
        boolean take(StoredPage page) throws IOException;
    }

    static void eachPage(Results results, Kept kept, PageTaker taker) throws IOException {
        int after = 0;
        for (List<StoredPage> some = results.pages(kept.id(), after, AT_ONCE);
                !some.isEmpty();
                some = results.pages(kept.id(), after, AT_ONCE)) {
            for (StoredPage page : some) {
                if (!taker.take(page)) {
                    return;
                }
                after = page.number();
            }
        }
    }

    /** Returns the text, no longer than {@code most}. Pages of a document are parted by a form feed, as pdftotext does. */
    static String text(Results results, Kept kept, int most) {
        StringBuilder text = new StringBuilder();
        try {
            eachPage(results, kept, page -> {
                if (!text.isEmpty()) {
                    text.append(page.start() == null ? "\n\f" : "\n");
                }
                text.append(page.text().text());
                return text.length() < most;
            });
        } catch (IOException e) {
            throw new IllegalStateException("Nothing is read or written here", e);
        }
        text.setLength(Math.min(text.length(), most));
        return text.toString();
    }

    /** hOCR 1.2: each page, line and word with its box, and how sure the engine is. */
    static void hocr(Results results, Kept kept, Appendable out) throws IOException {
        out.append("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
                <html xmlns="http://www.w3.org/1999/xhtml"><head><title>%s</title>
                <meta http-equiv="Content-Type" content="text/html;charset=utf-8"/><meta name="ocr-system" content="dalbox %s"/>
                <meta name="ocr-capabilities" content="ocr_page ocr_line ocrx_word ocrp_wconf"/></head><body>
                """.formatted(escape(kept.name()), kept.engine()));
        eachPage(results, kept, page -> {
            hocrPage(page, kept, out);
            return true;
        });
        out.append("</body></html>\n");
    }

    private static void hocrPage(StoredPage page, Kept kept, Appendable out) throws IOException {
        PageText read = page.text();
        out.append(
                "<div class=\"ocr_page\" id=\"page_%d\" title=\"image &quot;%s&quot;; bbox 0 0 %d %d; ppageno %d\">\n"
                        .formatted(page.number(), escape(kept.name()), read.width(), read.height(), page.number() - 1));
        for (List<Word> line : read.lines()) {
            out.append("<span class=\"ocr_line\" title=\"").append(box(line)).append("\">");
            for (Word word : line) {
                out.append("<span class=\"ocrx_word\" title=\"%s; x_wconf %d\">%s</span> "
                        .formatted(box(List.of(word)), Math.round(word.confidence()), escape(word.text())));
            }
            out.append("</span>\n");
        }
        out.append("</div>\n");
    }

    private static String box(List<Word> words) {
        int left = words.stream().mapToInt(Word::x).min().orElse(0);
        int top = words.stream().mapToInt(Word::y).min().orElse(0);
        int right =
                words.stream().mapToInt(word -> word.x() + word.width()).max().orElse(0);
        int bottom =
                words.stream().mapToInt(word -> word.y() + word.height()).max().orElse(0);
        return "bbox " + left + " " + top + " " + right + " " + bottom;
    }

    /** SubRip: number, time, text, an empty line. */
    static void srt(Results results, Kept kept, Appendable out) throws IOException {
        eachPage(results, kept, page -> {
            Long start = page.start();
            Long end = page.end();
            if (start != null && end != null) {
                out.append("%d\n%s --> %s\n%s\n\n"
                        .formatted(
                                page.number(),
                                time(start),
                                time(end),
                                page.text().text().replaceAll("\n+", "\n")));
            }
            return true;
        });
    }

    private static String time(long millis) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d,%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
