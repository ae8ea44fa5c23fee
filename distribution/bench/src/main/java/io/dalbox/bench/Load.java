package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Some connections that ask for one address again and again.
 */
final class Load {

    private final DalboxProcess dalbox;
    private final byte[] request;
    private final int connections;
    private final Duration pause;

    /** @param pause of each connection between an answer and the next question; none means as fast as it goes */
    Load(DalboxProcess dalbox, String path, int connections, Duration pause) {
        this.dalbox = dalbox;
        this.request = Wire.get(dalbox, path);
        this.connections = connections;
        this.pause = pause;
    }

    /**
     * What came of it.
     *
     * @param perSecond answers
     * @param p50 milliseconds
     * @param p99 milliseconds
     */
    record Result(double perSecond, double p50, double p99) {}

    Result run(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        List<Connection> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            Connection connection = new Connection(end);
            all.add(connection);
            threads.add(Thread.ofPlatform().start(connection));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] sorted = all.stream()
                .flatMapToLong(c -> Arrays.stream(c.taken, 0, c.count))
                .sorted()
                .toArray();
        if (sorted.length == 0 || all.stream().anyMatch(c -> c.failure != null)) {
            throw new IllegalStateException(
                    "The load broke off: " + all.stream().map(c -> c.failure).toList());
        }
        return new Result(sorted.length / seconds, at(sorted, 0.5), at(sorted, 0.99));
    }

    private static double at(long[] sorted, double part) {
        return sorted[(int) (sorted.length * part)] / 1e6;
    }

    /** One connection, with every time that it measured. */
    private final class Connection implements Runnable {
        private final long end;
        private long[] taken = new long[1 << 16];
        private int count;
        private @Nullable Exception failure;

        Connection(long end) {
            this.end = end;
        }

        @Override
        public void run() {
            try (Wire wire = new Wire(dalbox)) {
                while (System.nanoTime() < end) {
                    long begin = System.nanoTime();
                    int status = wire.ask(request);
                    if (status != 200) {
                        throw new IOException("Answered " + status);
                    }
                    add(System.nanoTime() - begin);
                    if (!pause.isZero()) {
                        LockSupport.parkNanos(pause.toNanos());
                    }
                }
            } catch (IOException e) {
                failure = e;
            }
        }

        private void add(long nanos) {
            if (count == taken.length) {
                taken = Arrays.copyOf(taken, 2 * count);
            }
            taken[count++] = nanos;
        }
    }
}
