package io.dalbox.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table that a run ends with. */
final class Report {

    private record Row(String figure, String measured, String bar, boolean reached) {}

    private final List<Row> rows = new ArrayList<>();

    /** Keeps a row for the table, and says it at once: a whole run takes minutes. */
    private void add(Row row) {
        rows.add(row);
        System.err.println("  " + row.figure + ": " + row.measured);
    }

    /** Adds a figure that must not be above its bar. */
    void atMost(String figure, double measured, double bar, String unit) {
        add(figure, measured, "≤ ", bar, unit, measured <= bar);
    }

    /** Adds a figure that must not be below its bar. */
    void atLeast(String figure, double measured, double bar, String unit) {
        add(figure, measured, "≥ ", bar, unit, measured >= bar);
    }

    /** Adds a figure without a bar. */
    void note(String figure, double measured, String unit) {
        add(new Row(figure, number(measured) + " " + unit, "", true));
    }

    void print(PrintStream out) {
        String format = "| %-64s | %14s | %14s | %-4s |%n";
        out.printf(format, "figure", "measured", "bar", "");
        out.printf("|%s|%s|%s|%s|%n", "-".repeat(66), "-".repeat(16), "-".repeat(16), "-".repeat(6));
        for (Row row : rows) {
            out.printf(format, row.figure, row.measured, row.bar, row.reached ? row.bar.isEmpty() ? "" : "ok" : "MISS");
        }
    }

    boolean allReached() {
        return rows.stream().allMatch(Row::reached);
    }

    private void add(String figure, double measured, String sign, double bar, String unit, boolean reached) {
        add(new Row(figure, number(measured) + " " + unit, sign + number(bar) + " " + unit, reached));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value);
    }
}
