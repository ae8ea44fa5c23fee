package io.dalbox.plugin.faces.album;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.plugin.faces.vision.FoundFace;
import io.dalbox.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlbumTest {

    @TempDir
    Path home;

    private final Random random = new Random(1);
    private final float[] ann = Samples.vector(random, Samples.DIMENSION);
    private final float[] ben = Samples.vector(random, Samples.DIMENSION);
    private TestDatabase database;
    private Album album;
    private Decisions decisions;
    private Catalogue catalogue;
    private Likeness likeness;

    @BeforeEach
    void open() {
        database = TestDatabase.open(home, "faces");
        album = new Album(database);
        decisions = new Decisions(album);
        catalogue = new Catalogue(album);
        likeness = new Likeness(album);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void facesOfOnePersonComeTogether() {
        long first = put(1, ann);
        long second = put(2, Samples.like(ann, random, 0.3));
        long third = put(3, ben);
        assertThat(second).isEqualTo(first).isNotEqualTo(third);
        assertThat(catalogue.people()).extracting(Person::count).containsExactly(2, 1);
    }

    @Test
    void theIndexIsMadeAgainFromTheDatabase() {
        long first = put(1, ann);
        album.release(java.time.Duration.ofNanos(-1));
        assertThat(put(2, Samples.like(ann, random, 0.3))).isEqualTo(first);
        close();
        open();
        assertThat(put(3, Samples.like(ann, random, 0.3))).isEqualTo(first);
    }

    @Test
    void nobodyIsTwiceOnOnePhoto() {
        List<Placed> placed =
                album.keep(Samples.photo(1), Samples.RECOGNITION, List.of(Samples.face(ann, 0), Samples.face(ann, 3)));
        assertThat(placed.get(0).person()).isNotEqualTo(placed.get(1).person());
    }

    @Test
    void aPhotoLookedAtAgainKeepsItsFacesAndWhatWasSaidOfThem() {
        put(1, ann);
        long face =
                catalogue.faces(catalogue.people().getFirst().id()).getFirst().id();
        decisions.confirm(List.of(face));
        List<Placed> again = album.keep(Samples.photo(1), Samples.RECOGNITION, List.of(Samples.face(ben, 0)));
        assertThat(again).singleElement().satisfies(placed -> {
            assertThat(placed.id()).isEqualTo(face);
            assertThat(placed.known()).isTrue();
        });
        assertThat(catalogue.facesOf(Samples.photo(1).path())).singleElement().matches(Face::confirmed);
    }

    @Test
    void vectorsOfAnotherModelAreNotCompared() {
        long first = put(1, ann);
        Recognition other = new Recognition("other", 0.8, 0.2);
        List<Placed> placed = album.keep(Samples.photo(2), other, List.of(Samples.face(ann, 0)));
        assertThat(placed.getFirst().person()).isNotEqualTo(first);
    }

    @Test
    void poorFacesAreKeptButNotSorted() {
        FoundFace poor = new FoundFace(0, 0, 0.1, 0.1, 0.7, 0.1, 20, ann, new byte[0]);
        assertThat(album.keep(Samples.photo(1), Samples.RECOGNITION, List.of(poor)))
                .singleElement()
                .satisfies(placed -> assertThat(placed.person()).isNull());
        assertThat(catalogue.facesOf(Samples.photo(1).path())).hasSize(1);
    }

    @Test
    void aPhotoThatIsGoneIsNotShownAndIsBackWhenItIsBack() {
        long person = put(1, ann);
        put(2, Samples.like(ann, random, 0.2));
        assertThat(album.gone("media:/photos/", true, Set.of(Samples.photo(2).path())))
                .isEqualTo(1);
        assertThat(catalogue.person(person).orElseThrow().count()).isEqualTo(1);
        assertThat(album.knows(Samples.photo(1), "samples")).isFalse();
        put(1, ann);
        assertThat(catalogue.person(person).orElseThrow().count()).isEqualTo(2);
    }

    @Test
    void mergingIsIdempotentAndCanBeUndone() {
        long a = put(1, ann);
        long b = put(2, ben);
        decisions.rename(b, "Ben");
        long decision = decisions.merge(a, List.of(b));
        decisions.merge(a, List.of(b));
        assertThat(catalogue.people()).singleElement().extracting(Person::count).isEqualTo(2);
        assertThat(catalogue.person(a).orElseThrow().name()).isEqualTo("Ben");
        decisions.undo(decision);
        assertThat(catalogue.people()).hasSize(2);
        assertThatThrownBy(() -> decisions.undo(decision)).isInstanceOf(ActionException.class);
    }

    @Test
    void anAnswerOfNoIsNotAskedAgain() {
        float[] close = Samples.like(ann, new Random(5), 0.8);
        long a = put(1, ann);
        long b = put(2, close);
        assertThat(b).isNotEqualTo(a);
        assertThat(likeness.pairs(Samples.RECOGNITION, 10)).hasSize(1);
        decisions.decide(a, b, false);
        assertThat(likeness.pairs(Samples.RECOGNITION, 10)).isEmpty();
    }

    @Test
    void aRejectedFaceLeavesAndDoesNotComeBack() {
        long person = put(1, ann);
        put(2, Samples.like(ann, random, 0.1));
        long face = catalogue.faces(person).getFirst().id();
        decisions.reject(List.of(face));
        put(3, Samples.like(ann, random, 0.05));
        assertThat(catalogue.people()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(catalogue.facesOf(Samples.photo(1).path()).getFirst().person())
                .isNotEqualTo(
                        catalogue.facesOf(Samples.photo(2).path()).getFirst().person());
    }

    @Test
    void deletingAPersonLeavesNothingInTheFile() throws Exception {
        long person = put(1, ann);
        decisions.rename(person, "Annabel");
        FoundFace face = new FoundFace(
                0,
                0,
                0.1,
                0.1,
                0.9,
                0.9,
                100,
                ann,
                "THUMBNAIL-OF-ANN".repeat(40).getBytes(StandardCharsets.UTF_8));
        album.keep(Samples.photo(1), Samples.RECOGNITION, List.of(face));
        assertThat(decisions.delete(person)).isPositive();
        assertThat(catalogue.people()).isEmpty();
        assertThat(album.near(ann, Samples.RECOGNITION)).isEmpty();
        close();
        try (var files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes)
                        .as(file.toString())
                        .doesNotContain("THUMBNAIL-OF-ANN")
                        .doesNotContain("Annabel");
            }
        }
        open();
    }

    @Test
    void whoDoesNotExistIsSaidSo() {
        assertThatThrownBy(() -> decisions.rename(99, "Nobody"))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("There is no person 99");
    }

    private long put(int photo, float[] vector) {
        Long person = album.keep(Samples.photo(photo), Samples.RECOGNITION, List.of(Samples.face(vector, 0)))
                .getFirst()
                .person();
        return person == null ? 0 : person;
    }
}
