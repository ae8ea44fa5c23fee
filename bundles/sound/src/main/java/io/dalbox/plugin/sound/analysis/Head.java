package io.dalbox.plugin.sound.analysis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The last step from what a tile sounds like to what it is: a softmax over four weighted sums.
 *
 * @param weights a row for each {@link Kind}: a weight for each feature, then the bias
 */
record Head(float[][] weights) {

    private static final String RESOURCE = "head.txt";

    /** Reads the weights that come with the plugin; {@code TrainHead}, among the tests, has made them. */
    static Head load() {
        try (InputStream bytes = Head.class.getResourceAsStream(RESOURCE)) {
            if (bytes == null) {
                throw new IllegalStateException("The plugin's jar lacks " + RESOURCE);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            return parse(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Head parse(List<String> lines) {
        List<float[]> rows = lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> numbers(line.substring(line.indexOf(':') + 1).strip()))
                .toList();
        if (rows.size() != Kind.values().length || rows.stream().anyMatch(row -> row.length != Features.SIZE + 1)) {
            throw new IllegalStateException(
                    RESOURCE + " must have " + Kind.values().length + " rows of " + (Features.SIZE + 1) + " numbers");
        }
        return new Head(rows.toArray(float[][]::new));
    }

    private static float[] numbers(String text) {
        String[] parts = text.split("\\s+");
        float[] numbers = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Float.parseFloat(parts[i]);
        }
        return numbers;
    }

    /** Returns how likely each kind is; they add up to 1. */
    float[] classify(float[] features) {
        double[] sums = new double[weights.length];
        for (int kind = 0; kind < sums.length; kind++) {
            sums[kind] = weights[kind][features.length];
            for (int i = 0; i < features.length; i++) {
                sums[kind] += weights[kind][i] * features[i];
            }
        }
        double most = Arrays.stream(sums).max().orElse(0);
        double total = Arrays.stream(sums).map(sum -> Math.exp(sum - most)).sum();
        float[] found = new float[sums.length];
        for (int kind = 0; kind < sums.length; kind++) {
            found[kind] = (float) (Math.exp(sums[kind] - most) / total);
        }
        return found;
    }
}
