package io.dalbox.plugin.sound.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what ffmpeg says while it decodes: the length, loudness ({@code ebur128}), silence ({@code silencedetect}), damage. Its lines look so:
 *
 * <pre>
 *   Duration: 00:10:00.01, start: 0.025057, bitrate: 160 kb/s
 * [silencedetect @ 0x…] silence_start: 271.674
 * [Parsed_ebur128_2 @ 0x…] t: 599.5      TARGET:-23 LUFS    M: -35.4 S: -33.4 …
 *     I:         -25.3 LUFS
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class FfmpegLog {

    private static final Pattern DURATION = Pattern.compile("^\\s+Duration: (\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?)");
    private static final Pattern SILENCE = Pattern.compile("silence_(start|end): (-?[0-9.]+(?:e[+-]?\\d+)?)");
    private static final Pattern MOMENT =
            Pattern.compile("t: ([0-9.]+)\\s+TARGET:\\S+ LUFS\\s+M:\\s*(-?[0-9.]+|-inf|nan)");
    private static final Pattern SUMMARY = Pattern.compile("^\\s+(I|LRA|Peak):\\s+(-?[0-9.]+|-inf|inf|nan)\\s");
    private static final Pattern DAMAGE =
            Pattern.compile("Error while decoding|Invalid data found|corrupt|Header missing|Truncat|partial file");

    /** What ffmpeg shows when there is nothing to measure. */
    private static final double UNMEASURED = -70;

    private final Curve curve = new Curve();
    private final List<Span> silences = new ArrayList<>();
    private double duration = -1;
    private double silentSince = -1;
    private boolean damaged;
    private @Nullable Double integrated;
    private @Nullable Double range;
    private @Nullable Double truePeak;

    void line(String line) {
        if (line.contains("TARGET:")) {
            moment(line);
        } else if (line.contains("silence_")) {
            silence(line);
        } else if (duration < 0 && line.startsWith("  Duration:")) {
            duration(line);
        } else {
            summary(line);
            damaged |= DAMAGE.matcher(line).find();
        }
    }

    private void moment(String line) {
        Matcher found = MOMENT.matcher(line);
        if (found.find()) {
            curve.add(Double.parseDouble(found.group(1)), number(found.group(2), UNMEASURED));
        }
    }

    private void silence(String line) {
        Matcher found = SILENCE.matcher(line);
        while (found.find()) {
            double time = Math.max(0, Double.parseDouble(found.group(2)));
            if (found.group(1).equals("start")) {
                silentSince = time;
            } else if (silentSince >= 0) {
                addSilence(time);
            }
        }
    }

    private void addSilence(double end) {
        if (end > silentSince) {
            silences.add(new Span(silentSince, end));
        }
        silentSince = -1;
    }

    private void duration(String line) {
        Matcher found = DURATION.matcher(line);
        if (found.find()) {
            duration = Long.parseLong(found.group(1)) * 3600.0
                    + Long.parseLong(found.group(2)) * 60.0
                    + Double.parseDouble(found.group(3));
        }
    }

    /** A filter that begins anew, since the format changed, has a summary of its own: the last one holds. */
    private void summary(String line) {
        Matcher found = SUMMARY.matcher(line + " ");
        if (found.find()) {
            double value = number(found.group(2), Double.NaN);
            Double known = Double.isFinite(value) ? value : null;
            switch (found.group(1)) {
                case "I" -> integrated = known != null && known > UNMEASURED ? known : null;
                case "LRA" -> range = known;
                default -> truePeak = known;
            }
        }
    }

    private static double number(String text, double otherwise) {
        return text.endsWith("inf") || text.equals("nan") ? otherwise : Double.parseDouble(text);
    }

    /** Returns how long the file says that it is, in seconds; negative when it does not say. */
    double duration() {
        return duration;
    }

    /** Returns whether a part could not be decoded. */
    boolean damaged() {
        return damaged;
    }

    Loudness loudness() {
        return new Loudness(integrated, integrated == null ? null : range, truePeak);
    }

    byte[] curve() {
        return curve.bytes();
    }

    /** Returns the silent stretches of sound that is {@code length} seconds long. */
    List<Span> silences(double length) {
        if (silentSince >= 0) {
            addSilence(length);
        }
        return silences.stream()
                .map(span -> new Span(Math.min(span.start(), length), Math.min(span.end(), length)))
                .filter(span -> span.length() > 0)
                .toList();
    }
}
