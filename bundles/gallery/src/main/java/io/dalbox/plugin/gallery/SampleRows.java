package io.dalbox.plugin.gallery;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes rows of sample data; the same number is always the same row. */
final class SampleRows {

    private static final List<String> STATES = List.of("running", "paused", "done", "error");
    private static final List<String> NAMES = List.of(
            "Blue lagoon.mkv",
            "海边的曼彻斯特.mkv",
            "holiday-2024.zip",
            "Lecture 7 – graphs.mp4",
            "debian-12.iso",
            "周杰伦 - 晴天.flac");
    /** What people and programs really put into names: markup, controls of direction, signs beyond the first plane. */
    private static final List<String> NASTY = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>.png",
            "invoice\u202Efdp.exe",
            "👩‍👩‍👧‍👦 family 🏳️‍🌈.jpg",
            "${row.name} {{ 7 * 7 }} t:title",
            "javascript:alert(1)",
            "\u0000\u0007\tbell",
            " ",
            "الصيف في البحر.mp4");

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private SampleRows() {}

    static List<Row> of(int count, String kind) {
        return IntStream.range(0, count).mapToObj(at -> row(at, kind)).toList();
    }

    private static Row row(int at, String kind) {
        return switch (kind) {
            case "long" -> full(at, "A title that goes on and on ".repeat(140).strip() + " " + at);
            case "rtl" -> full(at, "الجزء رقم " + at + " من سلسلة طويلة (نسخة ٤).mkv");
            case "nasty" -> at % 3 == 2 ? empty(at) : full(at, NASTY.get(at % NASTY.size()));
            default -> full(at, NAMES.get(at % NAMES.size()));
        };
    }

    private static Row full(int at, String name) {
        long size = 1_000_000L * (1 + at * 7919L % 5000);
        String state = STATES.get(at % STATES.size());
        long done = state.equals("done") ? size : size * (at * 37L % 100) / 100;
        return new Row(
                "r" + at,
                name,
                at % 4 == 0 ? null : "r" + at / 4 * 4,
                state,
                size,
                done,
                state.equals("running") ? 250_000L + at * 10_007L % 4_000_000 : 0L,
                state.equals("running") ? 60L + at * 13L : null,
                START.minusSeconds(at * 5_400L),
                at % 2 == 0,
                "/module/gallery/pictures/" + at % 12 + ".svg",
                "Row " + at);
    }

    private static Row empty(int at) {
        return new Row("r" + at, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** A point of a curve that looks like a measurement. */
    static double wave(int at) {
        return Math.round((Math.sin(at / 7.0) * 0.4 + Math.sin(at / 2.3) * 0.15 + 0.55) * 1000) / 1000.0;
    }

    /** Waits and fails as the query says. */
    static void behave(Query query) throws InterruptedException {
        Thread.sleep(query.delayMs());
        if (query.fail()) {
            throw failure("This source fails on purpose. Nothing is wrong with it.");
        }
    }

    static io.dalbox.action.ActionException failure(@Nullable String message) {
        return new io.dalbox.action.ActionException(
                io.dalbox.action.ActionException.Kind.UNAVAILABLE, String.valueOf(message));
    }
}
