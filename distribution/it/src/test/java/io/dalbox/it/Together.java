package io.dalbox.it;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Scenarios that mostly wait, each with a server of its own, run at the same time. */
final class Together {

    private Together() {}

    /** A part that returns nothing. */
    @FunctionalInterface
    interface Part {
        void run() throws Exception;
    }

    /** Runs all, waits for all, and throws what one of them threw. */
    static void run(List<Part> parts) throws Exception {
        List<Callable<Object>> calls =
                parts.stream().<Callable<Object>>map(part -> () -> done(part)).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> one : threads.invokeAll(calls)) {
                one.get();
            }
        }
    }

    private static Object done(Part part) throws Exception {
        part.run();
        return part;
    }
}
