package io.dalbox.bench;

import java.util.Arrays;

/** Measurements of one thing. */
final class Samples {

    private final double[] values;

    Samples(double... values) {
        this.values = values.clone();
        Arrays.sort(this.values);
    }

    double median() {
        return values[values.length / 2];
    }

    double p99() {
        return values[(values.length - 1) * 99 / 100];
    }

    double max() {
        return values[values.length - 1];
    }
}
