package io.dalbox.ml.internal.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What models take, they give back: seen from outside, by the system's own count. */
@Timeout(180)
class MemoryTest {

    private static final long MIB = Box.MIB;

    @Test
    void comesBackWhenModelsAreUnloaded() throws Exception {
        try (Box box = new Box(1000 * MIB)) {
            use(box, 64);
            box.sessions.unload("2");
            box.sessions.unload("3");
            System.gc();
            long before = Box.resident();

            use(box, 960);
            long loaded = Box.resident();
            long counted = box.sessions.report().used();
            box.sessions.unload("2");
            box.sessions.unload("3");
            System.gc();
            long after = Box.resident();

            System.out.printf(
                    "resident: %d MiB before, %d MiB loaded (%d MiB counted), %d MiB after%n",
                    before / MIB, loaded / MIB, counted / MIB, after / MIB);
            assertThat(loaded - before).as("what is measured must be there").isGreaterThan(30 * MIB);
            assertThat(after - before).isLessThan(50 * MIB);
            assertThat((double) counted)
                    .as("with its working memory")
                    .isBetween(0.7 * (loaded - before), 1.4 * (loaded - before));
        }
    }

    @Test
    void doesNotGrowWithTheNumberOfLoads() throws Exception {
        try (Box box = new Box(1000 * MIB)) {
            for (int i = 0; i < 5; i++) {
                cycle(box, i);
            }
            System.gc();
            long early = Box.resident();
            for (int i = 0; i < 50; i++) {
                cycle(box, i);
            }
            System.gc();
            long late = Box.resident();

            System.out.printf("resident: %d MiB after 5 loads, %d MiB after 55%n", early / MIB, late / MIB);
            assertThat(late - early).isLessThan(20 * MIB);
        }
    }

    /** Mostly the model that loads quickest; it is loading that might leak. */
    private static void cycle(Box box, int number) throws Exception {
        if (number % 5 == 0) {
            box.run(Box.det(10 * MIB), (session, options) -> Box.recognize(session, options, 64, 64))
                    .get();
            assertThat(box.sessions.unload("2")).isEqualTo(1);
        }
        box.run(Box.vad(8 * MIB), (session, options) -> session.getNumInputs()).get();
        assertThat(box.sessions.unload("1")).isEqualTo(1);
    }

    private static void use(Box box, int side) throws Exception {
        box.run(Box.det(10 * MIB), (session, options) -> Box.recognize(session, options, side, side))
                .get();
        box.run(Box.rec(20 * MIB), (session, options) -> Box.recognize(session, options, 48, 2 * side))
                .get();
    }
}
