package io.dalbox.lanes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.Lane;
import io.dalbox.compute.Priority;
import io.dalbox.lanes.Work;
import io.dalbox.lanes.internal.limit.CpuLimit;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MetersTest {

    private final Meters meters = new Meters();
    private final LaneService lanes =
            new LaneService(() -> new CpuLimit(2, "a test", null), LaneLimits.NORMAL, new Timer(), meters);

    @AfterEach
    void stop() {
        lanes.stop();
    }

    @Test
    void workIsCountedAndTimedPerPluginAndAction() {
        lanes.submit(Work.of("ocr", Lane.CPU, "recognize", Priority.TASK).on("page 1"), () -> 1)
                .join();
        assertThatThrownBy(() -> lanes.submit(Work.of("ocr", Lane.CPU, "recognize", Priority.TASK), () -> {
                            throw new IOException("unreadable");
                        })
                        .join())
                .hasCauseInstanceOf(IOException.class);
        lanes.submit(Work.of("ocr", Lane.IO, "fetch", Priority.TASK), () -> 1).join();

        await().untilAsserted(() -> assertThat(meters.scrape())
                .contains("dalbox_cpu_run_seconds_count{action=\"recognize\",plugin=\"ocr\"} 2")
                .contains("dalbox_cpu_wait_seconds_bucket{action=\"recognize\",plugin=\"ocr\",le=\"+Inf\"} 2")
                .contains("dalbox_cpu_failures_total{action=\"recognize\",plugin=\"ocr\"} 1.0")
                .contains("dalbox_io_run_seconds_count{action=\"fetch\",plugin=\"ocr\"} 1")
                .contains("dalbox_cpu_seconds_total{plugin=\"ocr\"}")
                .contains("dalbox_cpu_running{plugin=\"ocr\"} 0.0")
                .contains("dalbox_cpu_threads 1.0")
                .contains("jvm_memory_used_bytes")
                .doesNotContain("page 1"));
    }

    @Test
    void workThatNeverBeganIsNotCounted() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        lanes.submit(Work.of("ocr", Lane.CPU, "hold", Priority.TASK), () -> go.await(20, TimeUnit.SECONDS));
        lanes.submit(Work.of("ocr", Lane.CPU, "never", Priority.TASK), () -> 1).cancel(true);
        Run<Integer> dropped =
                new Run<>(Work.of("ocr", Lane.IO, "never", Priority.TASK), new OwnerWork("ocr"), () -> 1);
        dropped.abandon();
        dropped.run((run, failure) -> assertThat(run.started).isZero());
        go.countDown();
        await().until(() -> lanes.report().running() == 0);
        assertThat(meters.scrape()).doesNotContain("never");
    }

    @Test
    void namesWithoutEndAreKeptTogether() {
        for (int i = 0; i < 500; i++) {
            lanes.submit(Work.of("chatty", Lane.CPU, "file " + i, Priority.TASK), () -> 1)
                    .join();
        }
        await().untilAsserted(() -> assertThat(meters.scrape())
                .contains("dalbox_cpu_run_seconds_count{action=\"other\",plugin=\"chatty\"} 436"));
        assertThat(meters.scrape().lines().filter(line -> line.startsWith("dalbox_cpu_run_seconds_count")))
                .hasSize(65);
    }
}
