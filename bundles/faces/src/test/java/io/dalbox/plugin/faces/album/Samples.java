package io.dalbox.plugin.faces.album;

import io.dalbox.plugin.faces.vision.FoundFace;
import java.util.List;
import java.util.Random;

/** Made-up people: each a direction, their faces close to it. */
final class Samples {

    static final int DIMENSION = 64;
    static final Recognition RECOGNITION = new Recognition("samples", 0.8, 0.2);

    private Samples() {}

    static float[] vector(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return Vectors.middle(List.of(vector), dimension);
    }

    /** Returns a face of a person; {@code noise} 0 is always the same face, from about 0.5 on it is not recognised any more. */
    static float[] like(float[] person, Random random, double noise) {
        float[] off = vector(random, person.length);
        float[] face = new float[person.length];
        for (int i = 0; i < face.length; i++) {
            face[i] = (float) (person[i] + noise * off[i]);
        }
        return Vectors.middle(List.of(face), face.length);
    }

    static FoundFace face(float[] vector, int place) {
        return new FoundFace(place * 0.1, 0.2, 0.08, 0.1, 0.9, 0.9, 100, vector, new byte[] {1, 2, 3});
    }

    static PhotoFile photo(int number) {
        return new PhotoFile("media:/photos/" + number + ".jpg", 1000 + number, 5000);
    }
}
