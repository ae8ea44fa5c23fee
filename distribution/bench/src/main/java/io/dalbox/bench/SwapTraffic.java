package io.dalbox.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Connections that ask a server for a plugin's action and page in turn, and note when each answer came. */
final class SwapTraffic implements AutoCloseable {

    private static final List<String> ADDRESSES =
            List.of("/module/swapped/actions/tell", "/api/pages?path=/module/swapped/");
    /** Rests between two questions of a connection: all of it must leave the processor some time for the swap. */
    private static final long PAUSE_MILLIS = 5;

    private record Asked(long begin, long end, String what, int status) {
        boolean good() {
            return status == 200;
        }
    }

    /**
     * What the connections noticed.
     *
     * @param failed anything but 200: how often, by status and address; 0 is a broken connection
     * @param p99 of the requests that a swap met, in milliseconds
     * @param slowest of them
     * @param gap of each swap, the longest time without an answer
     */
    record Outcome(long answered, Map<String, Long> failed, double p99, double slowest, Samples gap) {}

    private final String address;
    private final List<byte[]> requests;
    private final List<List<Asked>> asked = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    SwapTraffic(String address, int connections) {
        this.address = address;
        this.requests = ADDRESSES.stream().map(path -> Wire.get(address, path)).toList();
        for (int i = 0; i < connections; i++) {
            List<Asked> mine = Collections.synchronizedList(new ArrayList<>());
            int first = i;
            asked.add(mine);
            threads.add(Thread.ofPlatform().start(() -> ask(first, mine)));
        }
    }

    private void ask(int first, List<Asked> mine) {
        for (int i = first; !over; i++) {
            try (Wire wire = new Wire(address)) {
                for (; !over; i++) {
                    byte[] request = requests.get(i % requests.size());
                    long begin = System.nanoTime();
                    int status = 0;
                    try {
                        status = wire.ask(request);
                    } finally {
                        mine.add(new Asked(begin, System.nanoTime(), ADDRESSES.get(i % ADDRESSES.size()), status));
                    }
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (IOException e) {
                // It is noted as a failure; the next connection goes on.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Ends the traffic and tells how it was; {@code windows} are begin and end of each swap. */
    Outcome outcome(List<long[]> windows) throws InterruptedException {
        close();
        List<Asked> all = asked.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(Asked::end))
                .toList();
        double[] gaps = new double[windows.size()];
        List<Double> met = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < gaps.length; i++) {
            long[] window = windows.get(i);
            long last = window[0];
            for (; at < all.size() && all.get(at).end() <= window[1]; at++) {
                Asked one = all.get(at);
                if (one.end() >= window[0] && one.good()) {
                    met.add((one.end() - one.begin()) / 1e6);
                    gaps[i] = Math.max(gaps[i], (one.end() - last) / 1e6);
                    last = one.end();
                }
            }
        }
        double[] times = met.stream().mapToDouble(Double::doubleValue).toArray();
        Samples samples = new Samples(times);
        Map<String, Long> failed = all.stream()
                .filter(one -> !one.good())
                .collect(Collectors.groupingBy(
                        one -> one.status() + " " + one.what(), TreeMap::new, Collectors.counting()));
        return new Outcome(
                all.size(), failed, samples.p99(), samples.max(), new Samples(Arrays.copyOf(gaps, gaps.length)));
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
