package io.dalbox.plugin.faces.album;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What must hold in whatever order photos come and whatever the owner says between them. */
class SortingTest {

    private static final int PEOPLE = 5;
    private static final int FACES = 40;

    /** One run: its owner confirms, rejects and denies now and then. */
    private static final class Run implements AutoCloseable {

        final Path home = temporary();
        final TestDatabase database = TestDatabase.open(home, "faces");
        final Album album = new Album(database);
        final Decisions decisions = new Decisions(album);
        final Map<Long, Long> confirmed = new HashMap<>();
        final Set<List<Long>> never = new HashSet<>();

        private static Path temporary() {
            try {
                return Files.createTempDirectory(Path.of("target"), "album");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void deleteFolder(Path folder) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        long person(long face) {
            return album.database().read(tx -> Objects.requireNonNullElse(Groups.personOf(tx, face), 0L));
        }

        List<Long> group(long person) {
            return album.database()
                    .read(tx -> tx.query("select id from face where person = ?", row -> row.getLong(1), person));
        }

        long add(int photo, float[] vector) {
            return album.keep(Samples.photo(photo), Samples.RECOGNITION, List.of(Samples.face(vector, 0)))
                    .getFirst()
                    .id();
        }

        void confirm(long face) {
            decisions.confirm(List.of(face));
            confirmed.put(face, person(face));
        }

        void reject(long face) {
            List<Long> others = group(person(face));
            others.remove(face);
            decisions.reject(List.of(face));
            others.forEach(other -> never.add(List.of(face, other)));
        }

        void deny(long a, long b) {
            if (person(a) != person(b)) {
                List<Long> left = group(person(a));
                List<Long> right = group(person(b));
                decisions.decide(person(a), person(b), false);
                left.forEach(one -> right.forEach(other -> never.add(List.of(one, other))));
            }
        }

        void check() {
            confirmed.forEach((face, person) -> assertThat(person(face)).isEqualTo(person));
            never.forEach(pair -> assertThat(person(pair.get(0))).isNotEqualTo(person(pair.get(1))));
        }

        @Override
        public void close() {
            database.close();
            deleteFolder(home);
        }
    }

    @Property(tries = 12)
    void whatWasConfirmedStaysAndWhatWasRejectedNeverRejoins(@ForAll long seed) {
        Random random = new Random(seed);
        List<float[]> people = people(random);
        try (Run run = new Run()) {
            List<Long> faces = new ArrayList<>();
            for (int photo = 0; photo < FACES; photo++) {
                float[] person = people.get(random.nextInt(PEOPLE));
                faces.add(run.add(photo, Samples.like(person, random, 0.2 + random.nextDouble() * 0.5)));
                long some = faces.get(random.nextInt(faces.size()));
                switch (random.nextInt(6)) {
                    case 0 -> run.confirm(some);
                    case 1 -> {
                        if (!run.confirmed.containsKey(some)) {
                            run.reject(some);
                        }
                    }
                    case 2 -> run.deny(some, faces.get(random.nextInt(faces.size())));
                    default -> {}
                }
            }
            run.check();
        }
    }

    @Property(tries = 6)
    void whoIsConfirmedDoesNotDependOnTheOrderOfWhatFollows(@ForAll long seed) {
        Random random = new Random(seed);
        List<float[]> people = people(random);
        List<float[]> later = new ArrayList<>();
        for (int i = 0; i < FACES / 2; i++) {
            later.add(Samples.like(people.get(i % PEOPLE), random, 0.3));
        }
        Set<List<Long>> outcomes = new HashSet<>();
        for (int order = 0; order < 2; order++) {
            Collections.shuffle(later, random);
            try (Run run = new Run()) {
                for (int i = 0; i < PEOPLE; i++) {
                    run.confirm(run.add(i, people.get(i)));
                }
                for (int i = 0; i < later.size(); i++) {
                    run.add(100 + i, later.get(i));
                }
                run.check();
                outcomes.add(run.confirmed.values().stream()
                        .sorted()
                        .map(p -> (long) run.group(p).size())
                        .toList());
            }
        }
        assertThat(outcomes).hasSize(1);
    }

    private static List<float[]> people(Random random) {
        List<float[]> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(Samples.vector(random, Samples.DIMENSION));
        }
        return people;
    }
}
