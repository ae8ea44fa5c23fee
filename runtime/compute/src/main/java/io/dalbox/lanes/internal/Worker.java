package io.dalbox.lanes.internal;

import org.jspecify.annotations.Nullable;

/**
 * One thread of the CPU lane. It measures what the work uses; who gets that charged, and when, is the pool's business.
 *
 * <p>Reading a thread's CPU clock is a system call. For work shorter than {@value #SHORT} ns the wall clock is near enough and ten
 * times as cheap; what it counted too much or too little is put right by the next reading.
 */
final class Worker implements Runnable {

    private static final long SHORT = 200_000;

    private final CpuPool pool;
    private final String name;
    private final Thread thread;

    /** Written under the pool's lock when taken; cleared without it. Read by anyone. */
    private volatile @Nullable Run<?> current;

    /** Guarded by the pool's lock. */
    private @Nullable OwnerWork abandonedFor;

    private volatile long clock;
    private volatile long allocated;
    private @Nullable OwnerWork ended;
    private long charged;
    private long used;
    private String label = "";

    Worker(CpuPool pool, String name) {
        this.pool = pool;
        this.name = name;
        // The thread must not inherit anything of the plugin that happened to submit.
        this.thread = Thread.ofPlatform()
                .daemon()
                .name(name)
                .inheritInheritableThreadLocals(false)
                .unstarted(this);
        thread.setContextClassLoader(Worker.class.getClassLoader());
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        pool.begun();
        clock = CpuClock.now();
        boolean more = true;
        while (more) {
            try {
                more = step();
            } catch (OutOfMemoryError e) {
                // In our own few allocations, while somebody's work fills the heap. That ends; this thread must not.
                Thread.yield();
            }
        }
    }

    /** One piece of work, in a frame of its own: an idle thread's stack must not hold a plugin's objects. */
    private boolean step() {
        Run<?> run = pool.next(this);
        if (run == null) {
            return false;
        }
        label(run);
        allocated = CpuClock.allocated();
        run.run(this::finished);
        Thread.interrupted();
        return true;
    }

    /** Shows what it does in thread lists. Naming a thread is a system call: not again for more of the same. */
    private void label(Run<?> run) {
        String wanted = run.own.name + "/" + run.work.name();
        if (!wanted.equals(label)) {
            label = wanted;
            thread.setName(name + " " + wanted);
        }
    }

    private void finished(Run<?> run, @Nullable Throwable failure) {
        long wall = run.started == 0 ? 0 : System.nanoTime() - run.started;
        long cpu = wall < SHORT ? wall : Math.max(0, CpuClock.now() - clock);
        clock = wall < SHORT ? clock + wall : clock + cpu;
        ended = run.own;
        charged = run.charged;
        used = cpu;
        run.own.cpuNanos.add(cpu);
        long bytes = failure == null ? 0 : allocatedByNow();
        current = null;
        pool.finished(run, wall, failure, bytes);
    }

    /** Returns the CPU time that the work has used so far, in nanoseconds. */
    long live() {
        return Math.max(0, CpuClock.of(thread) - clock);
    }

    /** Returns how many bytes the work has allocated so far. */
    long allocatedByNow() {
        return Math.max(0, CpuClock.allocated(thread) - allocated);
    }

    @Nullable
    Run<?> current() {
        return current;
    }

    /** Under the lock: takes up a piece. */
    void take(Run<?> run) {
        current = run;
    }

    /** Under the lock: charges what the last piece used. */
    void settle(FairQueue<Run<?>> queue) {
        OwnerWork owner = ended;
        ended = null;
        if (owner != null) {
            queue.end(owner.share, charged, used);
        }
    }

    /** Under the lock: whose work does not end; {@code null} while this is a thread of the lane. */
    @Nullable
    OwnerWork abandonedFor() {
        return abandonedFor;
    }

    /** Under the lock. */
    void abandon(OwnerWork owner) {
        abandonedFor = owner;
        thread.setName(name + " abandoned " + label);
    }
}
