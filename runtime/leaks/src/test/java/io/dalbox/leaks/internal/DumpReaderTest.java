package io.dalbox.leaks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugins.HeapReader.Found;
import io.dalbox.plugins.HeapReader.Opened;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

        /** What it forgot to close. */
        public final List<Object> open = new ArrayList<>();

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

            Map<String, Found> found = new DumpReader(folder).holders(Marker.class);

            assertThat(text(found, "local")).contains("forgotten-worker").contains("ThreadLocalMap");
            assertThat(text(found, "timer")).contains("java.util.TaskQueue.queue");
            assertThat(text(found, "context")).contains("forgotten-worker").contains("contextClassLoader");
            assertThat(found.getOrDefault("gone", Found.NOTHING)).isEqualTo(Found.NOTHING);
            assertThat(markers).hasSize(4);
            try (var left = Files.list(folder)) {
                assertThat(left).isEmpty();
            }
        } finally {
            end.countDown();
            timer.cancel();
        }
    }

    @Test
    void filesAndConnectionsThatAreLeftOpenAreNamedAndClosedOnesAreNot() throws Exception {
        Path read = Files.writeString(folder.resolve("read.txt"), "x");
        Path written = folder.resolve("written.txt");
        Path closed = Files.writeString(folder.resolve("closed.txt"), "x");
        Path ours = Files.writeString(folder.resolve("ours.txt"), "x");
        Path place = Files.createDirectory(folder.resolve("dumps"));
        Object left = new Apart().left();
        @SuppressWarnings("unchecked")
        List<Object> open = (List<Object>) left.getClass().getField("open").get(left);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
                BufferedReader reader = new BufferedReader(new FileReader(read.toFile(), StandardCharsets.UTF_8));
                OutputStream out = Files.newOutputStream(written);
                InputStream own = Files.newInputStream(ours)) {
            InputStream done = new FileInputStream(closed.toFile());
            done.close();
            open.addAll(List.of(socket, reader, out, done));

            Marker marker = marker("open", left);
            Found found = Objects.requireNonNull(
                    new DumpReader(place).holders(Marker.class).get(marker.key()));

            assertThat(found.open())
                    .extracting(Opened::name)
                    .containsExactlyInAnyOrder(
                            read.toString(), written.toString(), "localhost:" + server.getLocalPort());
            assertThat(found.open()).extracting(Opened::holder).containsOnly(Left.class.getName() + ".open");
            assertThat(own.available()).isOne();
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

    private static String text(Map<String, Found> found, String key) {
        return String.valueOf(found.get(key));
    }
}
