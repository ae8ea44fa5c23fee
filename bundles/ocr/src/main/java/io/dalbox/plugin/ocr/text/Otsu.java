package io.dalbox.plugin.ocr.text;

/** The threshold that parts two kinds of pixels best (N. Otsu, 1979). */
final class Otsu {

    private Otsu() {}

    /** Returns the brightest value of the darker kind. */
    static int threshold(int[] counts) {
        long all = 0;
        double sum = 0;
        for (int value = 0; value < counts.length; value++) {
            all += counts[value];
            sum += (double) value * counts[value];
        }
        long dark = 0;
        double darkSum = 0;
        double best = -1;
        int threshold = 127;
        for (int value = 0; value < counts.length - 1; value++) {
            dark += counts[value];
            darkSum += (double) value * counts[value];
            if (dark == 0 || dark == all) {
                continue;
            }
            double apart = darkSum / dark - (sum - darkSum) / (all - dark);
            double between = (double) dark * (all - dark) * apart * apart;
            if (between > best) {
                best = between;
                threshold = value;
            }
        }
        return threshold;
    }

    static long darker(int[] counts, int threshold) {
        long dark = 0;
        for (int value = 0; value <= threshold; value++) {
            dark += counts[value];
        }
        return dark;
    }
}
