package io.dalbox.lanes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.Lane;
import io.dalbox.lanes.Schedules.Registration;
import io.dalbox.lanes.Schedules.Timing;
import io.dalbox.lanes.Schedules.View;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScheduleServiceTest {

    private final LaneService lanes = LaneService.of(1);
    private final ScheduleService schedules = new ScheduleService(lanes);
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
        await().until(() -> rounds.get() == 1 && !view().running());
        assertThat(view().next()).isNull();
    }

    @Test
    void anIntervalAloneWaitsFirst() {
        schedules.add("a", timing("1h", false), rounds::incrementAndGet);
        assertThat(view().next()).isNotNull();
        assertThat(view().running()).isFalse();
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
        assertThat(view().running()).isTrue();
        second.countDown();
        await().until(() -> !view().running());
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
        assertThat(schedules.list()).isEmpty();
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
        assertThat(schedules.list()).isEmpty();
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
        assertThat(schedules.list()).isEmpty();
    }

    private View view() {
        return schedules.list().getFirst();
    }

    private static Timing timing(String every, boolean onStart) {
        return new Timing("work", every, "", onStart, Duration.ofMillis(10), Lane.IO);
    }
}
