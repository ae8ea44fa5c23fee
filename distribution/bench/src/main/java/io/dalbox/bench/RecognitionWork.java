package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the recognition plugins of the tree are kept busy with, each with one task after the other. */
final class RecognitionWork {

    /**
     * What one plugin does.
     *
     * @param plugin its id
     * @param action a task of some seconds
     * @param file what it is done with, in the media folder
     */
    record Job(String plugin, String action, String file) {

        void run(DalboxProcess dalbox) {
            run(dalbox, Duration.ofMillis(20));
        }

        void run(DalboxProcess dalbox, Duration pause) {
            Tasks.run(dalbox, plugin, action, Map.of("path", "media:/" + file), pause);
        }
    }

    private static final List<Job> ALL = List.of(
            new Job("ocr", "recognize", "photo.png"),
            new Job("faces", "scan", "photo.png"),
            new Job("sound", "analyze", "programme.mp3"));

    private RecognitionWork() {}

    /** Returns the jobs of the plugins that are shipped. */
    static List<Job> jobs(Workbench bench) {
        return ALL.stream().filter(job -> Files.exists(bench.jar(job.plugin()))).toList();
    }

    static void prepare(DalboxProcess dalbox) throws Exception {
        Path media = Files.createDirectories(dalbox.home().resolve("media"));
        Files.copy(Media.photo(), media.resolve("photo.png"));
        Media.programme(media.resolve("programme.mp3"), 240);
    }

    /** Keeps all of them busy until it is closed. */
    static final class FlatOut implements AutoCloseable {

        private final AtomicBoolean on = new AtomicBoolean(true);
        private final AtomicLong done = new AtomicLong();
        private final List<Thread> threads = new ArrayList<>();
        private volatile @Nullable RuntimeException failure;

        FlatOut(DalboxProcess dalbox, List<Job> jobs) {
            for (Job job : jobs) {
                threads.add(Thread.ofPlatform().start(() -> repeat(dalbox, job)));
            }
        }

        private void repeat(DalboxProcess dalbox, Job job) {
            try {
                while (on.get()) {
                    // Seldom: three that ask all the time are as much work for the server as what is measured.
                    job.run(dalbox, Duration.ofMillis(250));
                    done.incrementAndGet();
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }

        /** Ends it; returns how many tasks were done. */
        long end() throws InterruptedException {
            on.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
            RuntimeException failed = failure;
            if (failed != null) {
                throw failed;
            }
            return done.get();
        }

        @Override
        public void close() throws InterruptedException {
            on.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }
}
