package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long a start takes, and what the idle server weighs. */
final class StartBenchmark implements Benchmark {

    private static final int RUNS = 5;
    private static final double MIB = 1024 * 1024;

    @Override
    public void run(Workbench bench, Report report) throws Exception {
        double[] cold = new double[RUNS];
        double[] warm = new double[RUNS];
        double[] resident = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            try (DalboxProcess first = bench.start("start-" + i)) {
                cold[i] = first.readyAfter().toMillis() / 1000.0;
                first.terminate();
            }
            try (DalboxProcess second = bench.start("start-" + i)) {
                warm[i] = second.readyAfter().toMillis() / 1000.0;
                LockSupport.parkNanos(
                        TimeUnit.SECONDS.toNanos(5)); // idle is what is left when start-up work has settled
                resident[i] = second.residentBytes() / MIB;
                second.terminate();
            }
        }
        report.atMost("start to /ready 200, first start of a home (median of 5)", new Samples(cold).median(), 2.0, "s");
        report.atMost("start to /ready 200, later starts (median of 5)", new Samples(warm).median(), 2.0, "s");
        report.atMost("resident memory when idle (median of 5)", new Samples(resident).median(), 200, "MiB");
    }
}
