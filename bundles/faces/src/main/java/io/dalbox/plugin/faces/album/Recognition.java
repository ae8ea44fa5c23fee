package io.dalbox.plugin.faces.album;

/**
 * What vectors are compared by. Those of different models are never compared.
 *
 * @param model marks the vectors: the model, and of a model that the owner gave also which file
 * @param threshold faces whose vectors have at least this product are of one person
 * @param leastQuality faces below are kept, but not sorted by themselves
 */
public record Recognition(String model, double threshold, double leastQuality) {

    /** Returns from where on two people may be one: the owner is asked. */
    double perhaps() {
        return threshold - 0.35 * (1 - threshold);
    }
}
