package io.dalbox.web.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.web.internal.http.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReaderTest {

    private static final Caller ALL = new Caller.Program("1", "t", "u", true, Set.of("*"));

    @Test
    void onlyTheNewestOfAKeyWaitsAndNumbersGrow() throws InterruptedException {
        Reader reader = new Reader(ALL, 10);
        reader.add(pages(1, "a"));
        reader.add(pages(2, "b"));
        reader.add(pages(3, "a"));
        assertThat(reader.take(Duration.ZERO).changes())
                .extracting(Numbered::number)
                .containsExactly(2L, 3L);
    }

    @Test
    void tooMuchBecomesAReset() throws InterruptedException {
        Reader reader = new Reader(ALL, 3);
        for (int i = 0; i < 5; i++) {
            reader.add(pages(i, "p" + i));
        }
        Reader.Batch batch = reader.take(Duration.ZERO);
        assertThat(batch.reset()).isTrue();
        assertThat(batch.changes()).hasSizeLessThan(4);
        assertThat(reader.take(Duration.ZERO)).isEqualTo(new Reader.Batch(false, List.of()));
    }

    @Test
    void onlyWhatTheCallerMayReadWaits() throws InterruptedException {
        Reader reader = new Reader(new Caller.Program("1", "t", "u", true, Set.of("a.read")), 10);
        reader.add(pages(1, "a"));
        reader.add(pages(2, "b"));
        assertThat(reader.take(Duration.ZERO).changes()).containsExactly(pages(1, "a"));
    }

    @Test
    void closingWakesWhoWaits() throws InterruptedException {
        Reader reader = new Reader(ALL, 10);
        Thread.ofVirtual().start(reader::close);
        assertThat(reader.take(Duration.ofMinutes(1)).changes()).isEmpty();
        assertThat(reader.closed()).isTrue();
    }

    @Test
    void whatIsForgottenCannotBeResumed() {
        Recent recent = new Recent(2);
        recent.add(pages(1, "a"));
        recent.add(pages(2, "b"));
        recent.add(pages(3, "a"));
        assertThat(recent.since(0)).contains(List.of(pages(2, "b"), pages(3, "a")));
        assertThat(recent.since(3)).contains(List.of());
        recent.add(pages(4, "c"));
        assertThat(recent.since(1)).isEmpty();
        assertThat(recent.since(2)).contains(List.of(pages(3, "a"), pages(4, "c")));
    }

    @Test
    void cursorsAreReadBack() {
        Cursor cursor = new Cursor(12, "abc", 34);
        assertThat(Cursor.parse(cursor.toString())).contains(cursor);
        assertThat(Cursor.parse("12-abc")).isEmpty();
        assertThat(Cursor.parse("99999999999999999999-a-1")).isEmpty();
        assertThat(Cursor.parse(null)).isEmpty();
    }

    private static Numbered pages(long number, String plugin) {
        return new Numbered(number, new Change.OfPages(plugin));
    }
}
