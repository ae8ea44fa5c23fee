package io.dalbox.plugin.sound.analysis;

import java.util.Random;

/** Noise that is made, of many colours: hiss, wind, hum, rattle, and mixtures of them that swell and fade. */
final class MadeUp {

    private MadeUp() {}

    /** White noise of an amplitude of up to 32767. */
    static float[] white(Random random, int length, double amplitude) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (random.nextGaussian() * amplitude);
        }
        return samples;
    }

    /** Some noise or other. */
    static float[] noise(Random random, int length) {
        double loudness = Math.pow(10, 2.2 + random.nextDouble() * 1.5);
        double dullness = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 0.995;
        double hum = random.nextInt(3) == 0 ? 40 + random.nextInt(160) : 0;
        double rattle = random.nextInt(4) == 0 ? 2 + random.nextInt(20) : 0;
        double swell = random.nextInt(2) == 0 ? 0.1 + random.nextDouble() * 2 : 0;
        float[] samples = new float[length];
        double low = 0;
        double burst = 0;
        double scale = Math.sqrt(1 - dullness * dullness);
        for (int i = 0; i < length; i++) {
            double time = (double) i / Grid.RATE;
            low = dullness * low + scale * random.nextGaussian();
            burst = rattle > 0 && random.nextDouble() < rattle / Grid.RATE ? 6 : burst * 0.998;
            double tone = hum == 0 ? 0 : Math.sin(2 * Math.PI * hum * time) + 0.5 * Math.sin(6 * Math.PI * hum * time);
            double gain = swell == 0 ? 1 : 0.55 + 0.45 * Math.sin(2 * Math.PI * swell * time);
            samples[i] = (float) (loudness * gain * (low * (1 + burst) + tone));
        }
        return samples;
    }

    /** Takes away what is above 3.4 kHz, as a telephone does. */
    static float[] dull(float[] samples) {
        int half = 24;
        double[] taps = new double[2 * half + 1];
        double cut = 3400.0 / Grid.RATE;
        for (int i = -half; i <= half; i++) {
            double sinc = i == 0 ? 2 * cut : Math.sin(2 * Math.PI * cut * i) / (Math.PI * i);
            taps[i + half] = sinc * (0.5 + 0.5 * Math.cos(Math.PI * i / (half + 1)));
        }
        float[] dull = new float[samples.length];
        for (int n = half; n < samples.length - half; n++) {
            double sum = 0;
            for (int i = -half; i <= half; i++) {
                sum += taps[i + half] * samples[n + i];
            }
            dull[n] = (float) sum;
        }
        return dull;
    }

    /** As a pipe brings it: 16 bit, little-endian. */
    static byte[] bytes(float[] samples) {
        byte[] bytes = new byte[2 * samples.length];
        for (int i = 0; i < samples.length; i++) {
            int value = Math.round(Math.clamp(samples[i], -32768, 32767));
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        return bytes;
    }
}
