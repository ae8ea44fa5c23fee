package io.dalbox.plugin.faces.vision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceFinderTest {

    private final FaceFinder finder = new FaceFinder(new RealModels());

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 3", "3, 3", "4, 4", "5, 5", "6, 4"})
    void everybodyOnAGroupPhotoIsFoundAndNothingElse(int photo, int people) throws Exception {
        assertThat(find(Photos.read(Photos.group(photo)), Embedding.DLIB)).hasSize(people);
    }

    @Test
    void smallFacesOnALargePhotoAreFound() throws Exception {
        Picture small = Photos.read(Photos.astronaut()).within(256);
        int[] pixels = new int[3000 * 2000];
        List<int[]> places = List.of(new int[] {100, 200}, new int[] {1500, 900}, new int[] {2700, 1700});
        for (int[] place : places) {
            for (int y = 0; y < small.height(); y++) {
                System.arraycopy(
                        small.pixels(), y * small.width(), pixels, (place[1] + y) * 3000 + place[0], small.width());
            }
        }
        assertThat(find(new Picture(3000, 2000, pixels), Embedding.DLIB)).hasSize(places.size());
    }

    @Test
    void ofMoreFacesThanTheBoundSomeAreLeftOut() throws Exception {
        Picture crowd = crowd(4);
        List<FoundFace> all = find(crowd, Embedding.DLIB);
        List<FoundFace> bounded = new FaceFinder(new RealModels(), 5).find(crowd, Embedding.DLIB, 20);
        assertThat(all).hasSizeBetween(8, 16);
        assertThat(bounded).hasSizeBetween(3, 5);
        assertThat(bounded)
                .allSatisfy(face -> assertThat(all).anyMatch(other -> other.x() == face.x() && other.y() == face.y()));
    }

    /** The same face in so many rows of so many. */
    private static Picture crowd(int rows) throws Exception {
        Picture one = Photos.read(Photos.astronaut()).within(128);
        int side = rows * 128;
        int[] pixels = new int[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                pixels[y * side + x] = one.pixels()[y % 128 * 128 + x % 128];
            }
        }
        return new Picture(side, side, pixels);
    }

    @Test
    void whereThereIsNobodyNobodyIsFound() throws Exception {
        assertThat(find(new Picture(640, 480, new int[640 * 480]), Embedding.DLIB))
                .isEmpty();
    }

    @Test
    void theSamePersonAndOthersAreToldApartByTheShippedModel() throws Exception {
        toldApart(Embedding.DLIB, 0.95);
    }

    @Test
    void theSamePersonAndOthersAreToldApartByAnotherModel() throws Exception {
        toldApart(RealModels.OTHER, RealModels.OTHER.threshold());
    }

    private void toldApart(Embedding embedding, double threshold) throws Exception {
        List<float[]> man = new ArrayList<>();
        for (String still : List.of("01829", "02045", "02683", "03909", "04035")) {
            man.add(find(Photos.read(Photos.man(still)), embedding).getFirst().vector());
        }
        List<float[]> others = new ArrayList<>();
        others.add(find(Photos.read(Photos.astronaut()), embedding).getFirst().vector());
        for (FoundFace face : find(Photos.read(Photos.group(5)), embedding)) {
            others.add(face.vector());
        }
        for (float[] one : man) {
            assertThat(man).allSatisfy(same -> assertThat(product(one, same)).isGreaterThan(threshold));
            assertThat(others)
                    .allSatisfy(other -> assertThat(product(one, other)).isLessThan(threshold));
        }
        for (int i = 0; i < others.size(); i++) {
            for (int k = 0; k < i; k++) {
                assertThat(product(others.get(i), others.get(k))).isLessThan(threshold);
            }
        }
    }

    @Test
    void aPersonIsRecognisedOnAnotherPhoto() throws Exception {
        List<FoundFace> first = find(Photos.read(Photos.group(1)), Embedding.DLIB);
        List<FoundFace> third = find(Photos.read(Photos.group(3)), Embedding.DLIB);
        long pairs = first.stream()
                .flatMap(a -> third.stream().filter(b -> product(a.vector(), b.vector()) > 0.95))
                .count();
        assertThat(pairs).isEqualTo(1);
    }

    @Test
    void aFaceHasABoxAQualityAndAThumbnail() throws Exception {
        FoundFace face = find(Photos.read(Photos.astronaut()), Embedding.DLIB).getFirst();
        assertThat(face.x()).isBetween(0.3, 0.4);
        assertThat(face.y()).isBetween(0.1, 0.2);
        assertThat(face.width()).isBetween(0.15, 0.3);
        assertThat(face.quality()).isBetween(0.5, 1.0);
        assertThat(face.thumbnail()).startsWith(0xFF, 0xD8);
    }

    private List<FoundFace> find(Picture picture, Embedding embedding) throws OrtException, IOException {
        return finder.find(picture, embedding, 20);
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
