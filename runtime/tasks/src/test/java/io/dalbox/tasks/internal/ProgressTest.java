package io.dalbox.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.dalbox.json.Json;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskState;
import io.dalbox.testing.TestStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ProgressTest {

    @Test
    void aSteadySpeedIsFoundAtOnceAndTheRestEstimated() {
        Meter meter = new Meter(500, 0);
        meter.sample(700, 200_000_000L);

        assertThat(meter.speed()).isEqualTo(1000);
        for (int i = 2; i <= 20; i++) {
            meter.sample(500 + i * 200L, i * 200_000_000L);
        }
        assertThat(meter.speed()).isCloseTo(1000L, within(1L));
        assertThat(Meter.eta(1000L, 500, 3000L)).isEqualTo(3);
        assertThat(Meter.eta(1000L, 500, null)).isNull();
        assertThat(Meter.eta(0L, 500, 3000L)).isNull();
    }

    @Test
    void aStalledTransferSlowsDownToNothing() {
        Meter meter = new Meter(0, 0);
        meter.sample(1_000_000, 1_000_000_000L);
        meter.sample(1_000_000, 4_000_000_000L);
        assertThat(meter.speed()).isBetween(1L, 500_000L);

        meter.sample(1_000_000, 120_000_000_000L);

        assertThat(meter.speed()).isZero();
    }

    @Property
    void neitherSpeedNorPercentIsEverOutOfItsRange(
            @ForAll @Size(min = 1, max = 30) List<@LongRange(min = 0) Long> done,
            @ForAll @LongRange(min = -1) long total) {
        Meter meter = new Meter(done.getFirst(), 0);
        for (int i = 0; i < done.size(); i++) {
            meter.sample(done.get(i), i * 200_000_000L);
            Long speed = meter.speed();
            assertThat(speed == null || speed >= 0).isTrue();
            Long known = total < 0 ? null : Long.valueOf(total);
            Double percent = Percent.of(done.get(i), known);
            assertThat(percent == null || (percent >= 0 && percent <= 100)).isTrue();
            Long eta = Meter.eta(speed, done.get(i), known);
            assertThat(eta == null || eta >= 0).isTrue();
        }
    }

    @Nested
    final class Running {

        @RegisterExtension
        final TestStore store = new TestStore();

        @SuppressWarnings("NullAway.Init")
        private Desk desk;

        @BeforeEach
        void open() {
            desk = new Desk(store);
        }

        @AfterEach
        void close() {
            desk.close();
        }

        @Test
        void isAnnouncedAtMostFiveTimesASecondAndNeverAfterTheEnd() {
            List<Task> heard = new CopyOnWriteArrayList<>();
            desk.tasks.listen((task, removed) -> heard.add(task));
            desk.attach(new Script(run -> {
                run.status("downloading");
                long end = System.nanoTime() + 1_000_000_000L;
                for (long i = 0; System.nanoTime() < end; i++) {
                    run.progress(i, -1);
                    Thread.onSpinWait();
                }
                return null;
            }));

            desk.awaitState(desk.create().taskId(), TaskState.COMPLETED);

            assertThat(heard.getFirst().state()).isEqualTo(TaskState.QUEUED);
            assertThat(heard.getLast().state()).isEqualTo(TaskState.COMPLETED);
            List<Task> running = heard.subList(1, heard.size() - 1);
            assertThat(running)
                    .allMatch(task -> task.state() == TaskState.RUNNING)
                    .hasSizeBetween(1, 7);
            assertThat(running.getLast().status()).isEqualTo("downloading");
            assertThat(running.getLast().total()).isNull();
            assertThat(running.getLast().progress()).isNull();
            assertThat(running.getLast().speed()).isPositive();
        }

        @Test
        void isWrittenDownWhileItRuns() {
            CountDownLatch go = new CountDownLatch(1);
            desk.attach(new Script(run -> {
                run.title("film.mkv");
                run.progress(250, 1000);
                go.await();
                return null;
            }));
            String id = desk.create().taskId();

            await().until(() -> Long.valueOf(250)
                    .equals(store.read(tx -> TaskRows.find(tx, id))
                            .orElseThrow()
                            .task()
                            .downloaded()));
            Task shown = desk.task(id);
            assertThat(shown.progress()).isEqualTo(25.0);
            assertThat(shown.title()).isEqualTo("film.mkv");
            go.countDown();
            assertThat(desk.awaitState(id, TaskState.COMPLETED).downloaded()).isEqualTo(250);
        }

        @Test
        void ofAParentIsTheSumOfItsChildren() {
            CountDownLatch go = new CountDownLatch(1);
            desk.attach(new Script(run -> {
                for (String size : List.of("100", "300")) {
                    desk.tasks.create(new NewTask(
                            "p",
                            "child",
                            Json.mapper().createObjectNode().put("size", Long.parseLong(size)),
                            run.caller(),
                            run.task().taskId(),
                            1,
                            run.task().taskId(),
                            null));
                }
                go.await();
                return null;
            }));
            desk.tasks.attach("p", "child", new Script(run -> {
                long size = run.input().path("size").asLong();
                run.progress(size / 2, size);
                go.await();
                run.progress(size, size);
                return null;
            }));
            String id = desk.create().taskId();

            await().until(() -> Long.valueOf(200).equals(desk.task(id).downloaded()));
            assertThat(desk.task(id).total()).isEqualTo(400);
            assertThat(desk.task(id).progress()).isEqualTo(50.0);
            go.countDown();
            desk.awaitState(id, TaskState.COMPLETED);
        }
    }
}
