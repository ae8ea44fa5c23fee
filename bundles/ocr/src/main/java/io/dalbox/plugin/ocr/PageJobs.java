package io.dalbox.plugin.ocr;

import io.dalbox.compute.CpuExecutor;
import io.dalbox.compute.StopHook;
import io.dalbox.compute.WorkOptions;
import io.dalbox.plugin.ocr.input.Sheet;
import io.dalbox.plugin.ocr.text.PageReader;
import io.dalbox.plugin.ocr.text.PageText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads pages on the CPU lane, several at once, and hands them over in order. No more wait than keep the lane busy: each holds a picture.
 *
 * @param <K> what is known of a page
 */
final class PageJobs<K> implements AutoCloseable {

    /** A page that takes longer is one that no engine gets done with. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final WorkOptions OPTIONS = WorkOptions.named("recognize").within(LONGEST);

    /** Makes the picture of a page, on a CPU thread. */
    @FunctionalInterface
    interface Picture {
        Sheet make() throws Exception;
    }

    /** Takes a page that was read, on the thread of the task. */
    @FunctionalInterface
    interface Taker<K> {
        void take(K key, PageText page) throws Exception;
    }

    private record Job<K>(K key, CompletableFuture<PageText> page) {}

    private final CpuExecutor cpu;
    private final PageReader reader;
    private final Wish wish;
    private final Taker<K> taker;
    private final Deque<Job<K>> running = new ArrayDeque<>();
    private volatile String likely = "";

    PageJobs(CpuExecutor cpu, PageReader reader, Wish wish, Taker<K> taker) {
        this.cpu = cpu;
        this.reader = reader;
        this.wish = wish;
        this.taker = taker;
    }

    /** Adds a page; first waits for others when there are enough. */
    void add(K key, Picture picture) throws Exception {
        while (running.size() > cpu.size()) {
            takeFirst();
        }
        running.add(new Job<>(key, cpu.submit(OPTIONS, work(picture))));
    }

    private Callable<PageText> work(Picture picture) {
        return () -> {
            AtomicBoolean stopped = new AtomicBoolean();
            try (StopHook _ = cpu.onStop(() -> stopped.set(true))) {
                PageText page = reader.read(picture.make(), wish.engine(), wish.languages(), likely, stopped::get);
                likely = page.words().isEmpty() ? likely : page.language();
                return page;
            }
        };
    }

    /** Waits for all that were added. */
    void finish() throws Exception {
        while (!running.isEmpty()) {
            takeFirst();
        }
    }

    private void takeFirst() throws Exception {
        Job<K> first = running.element();
        try {
            PageText page = first.page().get();
            running.remove();
            taker.take(first.key(), page);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Stops what is left. */
    @Override
    public void close() {
        running.forEach(job -> job.page().cancel(true));
    }
}
