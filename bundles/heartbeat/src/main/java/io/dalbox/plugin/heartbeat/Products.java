package io.dalbox.plugin.heartbeat;

import io.dalbox.compute.CpuExecutor;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes matrix products, and remembers how many and the last. Thread-safe. */
@Component(service = Products.class)
public final class Products {

    private final CpuExecutor cpu;
    /** Matrices to use again: megabytes that are thrown away with each product would keep the garbage collector busy. */
    private final Queue<Matrix> spare = new ConcurrentLinkedQueue<>();

    private final AtomicLong count = new AtomicLong();
    private final AtomicReference<@Nullable Product> last = new AtomicReference<>();

    /** None yet. */
    @Activate
    public Products(@Reference CpuExecutor cpu) {
        this.cpu = cpu;
    }

    /** Makes one on the calling thread, which should be one of the CPU lane. */
    Product make(int size) throws InterruptedException {
        long begin = System.nanoTime();
        Matrix matrix = spare.poll();
        if (matrix == null || matrix.size() != size) {
            matrix = new Matrix(size);
        }
        matrix.fill(ThreadLocalRandom.current().nextLong());
        matrix.multiply();
        Product product = new Product(matrix.mean(), matrix.deviation(), (System.nanoTime() - begin) / 1e9);
        if (spare.size() < cpu.size()) {
            spare.add(matrix);
        }
        count.incrementAndGet();
        last.set(product);
        return product;
    }

    long count() {
        return count.get();
    }

    @Nullable
    Product last() {
        return last.get();
    }
}
