package io.dalbox.lanes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.Lane;
import io.dalbox.lanes.Schedules.Registration;
import io.dalbox.lanes.Schedules.State;
import io.dalbox.lanes.Schedules.Timing;
import io.dalbox.lanes.Schedules.View;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScheduleServiceTest {

    private final LaneService lanes = LaneService.of(1);
    private final Timer timer = new Timer();
    private final ScheduleService schedules = new ScheduleService(lanes, timer);
    private final AtomicInteger rounds = new AtomicInteger();

    @AfterEach
    void stop() {
        schedules.stop();
        lanes.stop();
    }

    @Test
    void runsAgainAndAgain() {
        schedules.add("a", timing("20ms", false), rounds::incrementAndGet);
        await().until(() -> rounds.get() >= 3);
        assertThat(view().lastError()).isNull();
        assertThat(view().last()).isNotNull();
    }

    @Test
    void onStartRunsOnceAtOnce() {
        schedules.add("a", timing("", true), rounds::incrementAndGet);
        await().until(() -> rounds.get() == 1 && view().state() != State.RUNNING);
        assertThat(view().next()).isNull();
    }

    @Test
    void anIntervalAloneWaitsFirst() {
        schedules.add("a", timing("1h", false), rounds::incrementAndGet);
        assertThat(view().next()).isNotNull();
        assertThat(view().state()).isEqualTo(State.WAITING);
        assertThat(rounds).hasValue(0);
    }

    @Test
    void roundsNeverOverlap() {
        AtomicInteger now = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        CountDownLatch pause = new CountDownLatch(1);
        schedules.add("a", timing("1ms", true), () -> {
            if (now.incrementAndGet() > 1) {
                overlapped.set(true);
            }
            assertThat(pause.await(20, TimeUnit.MILLISECONDS)).isFalse();
            now.decrementAndGet();
            rounds.incrementAndGet();
        });
        await().until(() -> rounds.get() >= 5);
        assertThat(overlapped).isFalse();
    }

    @Test
    void aFailedRoundIsShownAndTriedAgain() {
        Timing timing = new Timing("work", "1h", "", true, Duration.ofMillis(20), Lane.CPU);
        CountDownLatch second = new CountDownLatch(1);
        schedules.add("a", timing, () -> {
            if (rounds.incrementAndGet() == 1) {
                throw new IOException("no route");
            }
            second.await();
        });
        await().until(() -> rounds.get() == 2);
        assertThat(view().lastError()).isEqualTo("no route");
        assertThat(view().state()).isEqualTo(State.RUNNING);
        second.countDown();
        await().until(() -> view().state() != State.RUNNING);
        assertThat(view().lastError()).isNull();
    }

    @Test
    void closingInterruptsTheRoundAndWaitsForIt() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Registration registration = schedules.add("a", timing("1ms", true), () -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.set(true);
            }
        });
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        registration.close();
        assertThat(ended).isTrue();
        assertThat(schedules.list(null)).isEmpty();
        registration.close();
    }

    @Test
    void aRoundMayCloseItsOwnSchedule() {
        Registration[] own = new Registration[1];
        CountDownLatch set = new CountDownLatch(1);
        own[0] = schedules.add("a", timing("1ms", true), () -> {
            assertThat(set.await(10, TimeUnit.SECONDS)).isTrue();
            own[0].close();
            rounds.incrementAndGet();
        });
        set.countDown();
        await().until(() -> rounds.get() == 1);
        assertThat(schedules.list(null)).isEmpty();
    }

    @Test
    void aClosedOwnerDoesNotEndTheTimer() {
        lanes.close("a", Duration.ZERO);
        schedules.add("a", timing("5ms", true), rounds::incrementAndGet);
        await().until(() -> view().lastError() != null);
        lanes.open("a");
        await().until(() -> rounds.get() > 0);
    }

    @Test
    void timingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> schedules.add("a", timing("5 minutes", false), () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 minutes")
                .hasMessageContaining("30s");
        assertThatThrownBy(() -> schedules.add("a", timing("", false), () -> {}))
                .hasMessageContaining("never run");
        assertThatThrownBy(() -> schedules.add(
                        "a", new Timing("w", "", "61 * * * *", false, Duration.ofSeconds(1), Lane.IO), () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("61");
        assertThat(schedules.list(null)).isEmpty();
    }

    @Test
    void aPausedScheduleOnlyRunsWhenItIsToldTo() {
        schedules.pause(Set.of("a.work"));
        schedules.add("a", timing("1ms", true), rounds::incrementAndGet);
        assertThat(view().state()).isEqualTo(State.PAUSED);
        assertThat(view().next()).isNull();

        assertThat(schedules.run("a.work")).isPresent();
        await().until(() -> rounds.get() == 1 && view().state() == State.PAUSED);
        assertThat(view().runs()).isEqualTo(1);
        assertThat(view().lastSeconds()).isNotNull().isNotNegative();

        schedules.pause(Set.of());
        await().until(() -> rounds.get() > 2);
        schedules.pause(Set.of("a.work", "gone.away"));
        await().until(() -> view().state() == State.PAUSED);
        int before = rounds.get();
        assertThat(schedules.run("nobody.knows")).isEmpty();
        assertThat(rounds).hasValue(before);
    }

    @Test
    void runNowDoesNotBeginASecondRoundBesideARunningOne() {
        CountDownLatch go = new CountDownLatch(1);
        schedules.add("a", timing("1h", true), () -> {
            rounds.incrementAndGet();
            go.await();
        });
        await().until(() -> rounds.get() == 1);
        schedules.run("a.work");
        schedules.run("a.work");
        go.countDown();
        await().until(() -> view().state() == State.WAITING);
        assertThat(rounds).hasValue(1);
        schedules.run("a.work");
        await().until(() -> rounds.get() == 2);
    }

    @Test
    void twoOfOneNameAreRefusedAndTheFirstGoesOn() {
        schedules.add("a", timing("1ms", true), rounds::incrementAndGet);
        assertThatThrownBy(() -> schedules.add("a", timing("1h", false), () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"work\"");
        schedules.add("b", timing("1h", false), () -> {});
        assertThat(schedules.list(null)).extracting(View::id).containsExactly("a.work", "b.work");
        assertThat(schedules.list("b")).extracting(View::id).containsExactly("b.work");
        await().until(() -> rounds.get() > 2);
    }

    @Test
    void datesThatNeverComeAreShownAsEnded() {
        schedules.add(
                "a", new Timing("Am 31. Februar", "", "0 0 31 2 *", false, Duration.ofSeconds(1), Lane.IO), () -> {});
        assertThat(view().state()).isEqualTo(State.ENDED);
        assertThat(view().next()).isNull();
        assertThat(view().id()).isEqualTo("a.am-31-februar");
    }

    @Test
    void failuresInARowAreCounted() {
        Timing timing = new Timing("work", "1h", "", true, Duration.ofMillis(5), Lane.IO);
        schedules.add("a", timing, () -> {
            rounds.incrementAndGet();
            throw new IOException("no route");
        });
        await().until(() -> view().failures() >= 3);
        assertThat(view().retry()).isEqualTo("5ms");
        assertThat(view().runs()).isGreaterThanOrEqualTo(3);
    }

    private View view() {
        return schedules.list(null).getFirst();
    }

    private static Timing timing(String every, boolean onStart) {
        return new Timing("work", every, "", onStart, Duration.ofMillis(10), Lane.IO);
    }
}
