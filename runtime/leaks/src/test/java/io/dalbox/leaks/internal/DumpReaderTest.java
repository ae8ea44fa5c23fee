package io.dalbox.leaks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugins.HeapReader.Way;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was leaked in the ways that plugins leak is found in the heap of this very process. */
class DumpReaderTest {

    @TempDir
    Path folder;

    /** As the leak audit keeps them. */
    record Marker(String key, WeakReference<ClassLoader> reference) {}

    /** What a plugin leaves behind. */
    public static final class Left extends TimerTask {
        @Override
        public void run() {}
    }

    /** Loads {@link Left} anew, as each version of a plugin does. */
    private static final class Apart extends ClassLoader {
        Object left() throws Exception {
            String name = Left.class.getName();
            try (InputStream in = Left.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length).getConstructor().newInstance();
            }
        }
    }

    @Test
    void threadLocalsTimersAndThreadsAreNamed() throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ThreadLocal<Object> local = new ThreadLocal<>();
        Marker[] markers = new Marker[4];
        Object first = new Apart().left();
        markers[0] = marker("local", first);
        Thread holder = Thread.ofPlatform().name("forgotten-worker").start(holding(local, first, ready, end));
        Timer timer = new Timer("forgotten-timer", true);
        try {
            TimerTask second = (TimerTask) new Apart().left();
            markers[1] = marker("timer", second);
            timer.schedule(second, 3_600_000);
            Object third = new Apart().left();
            markers[2] = marker("context", third);
            holder.setContextClassLoader(third.getClass().getClassLoader());
            markers[3] = marker("gone", new Apart().left());
            ready.await();
            first = second = null;
            third = null;

            Map<String, List<Way>> found = new DumpReader(folder).holders(Marker.class);

            assertThat(text(found, "local")).contains("forgotten-worker").contains("ThreadLocalMap");
            assertThat(text(found, "timer")).contains("java.util.TaskQueue.queue");
            assertThat(text(found, "context")).contains("forgotten-worker").contains("contextClassLoader");
            assertThat(found.getOrDefault("gone", List.of())).isEmpty();
            assertThat(markers).hasSize(4);
            try (var left = Files.list(folder)) {
                assertThat(left).isEmpty();
            }
        } finally {
            end.countDown();
            timer.cancel();
        }
    }

    private static Runnable holding(ThreadLocal<Object> local, Object value, CountDownLatch ready, CountDownLatch end) {
        Object[] once = {value};
        return () -> {
            local.set(once[0]);
            once[0] = "";
            ready.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static Marker marker(String key, Object left) {
        return new Marker(key, new WeakReference<>(left.getClass().getClassLoader()));
    }

    private static String text(Map<String, List<Way>> found, String key) {
        return String.valueOf(found.get(key));
    }
}
