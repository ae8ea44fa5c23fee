package io.dalbox.plugin.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RateLimitTest {

    @Test
    void downloadsGetEqualSharesHoweverManySegmentsTheyHave() throws Exception {
        RateLimit shared = new RateLimit(1_000_000);
        AtomicLong one = new AtomicLong();
        AtomicLong eight = new AtomicLong();
        List<Thread> takers = new ArrayList<>();
        takers.addAll(takers(new Throttle(new RateLimit(0), shared), 1, one));
        takers.addAll(takers(new Throttle(new RateLimit(0), shared), 8, eight));
        long begun = System.nanoTime();
        await().until(() -> one.get() + eight.get() > 800_000);
        double seconds = (System.nanoTime() - begun) / 1e9;
        takers.forEach(Thread::interrupt);
        for (Thread taker : takers) {
            assertThat(taker.join(Duration.ofSeconds(5))).isTrue();
        }
        assertThat(seconds).isGreaterThan(0.6);
        assertThat((double) one.get() / eight.get()).isBetween(0.7, 1.4);
    }

    @Test
    void aChangeReachesThoseWhoWait() throws Exception {
        RateLimit limit = new RateLimit(1);
        limit.take(1000);
        AtomicLong taken = new AtomicLong();
        List<Thread> waiting = takers(new Throttle(limit, new RateLimit(0)), 1, taken);
        await().until(() -> waiting.getFirst().getState() == Thread.State.TIMED_WAITING);
        assertThat(taken).hasValue(0);
        limit.rate(0);
        await().until(() -> taken.get() > 0);
        waiting.getFirst().interrupt();
        assertThat(waiting.getFirst().join(Duration.ofSeconds(5))).isTrue();
    }

    private static List<Thread> takers(Throttle throttle, int count, AtomicLong taken) {
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(Thread.ofVirtual().start(() -> {
                try {
                    while (!Thread.currentThread().isInterrupted()) {
                        throttle.take(10_000);
                        taken.addAndGet(10_000);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        return started;
    }
}
