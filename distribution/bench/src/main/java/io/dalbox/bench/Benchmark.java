package io.dalbox.bench;

/** One benchmark. */
@FunctionalInterface
interface Benchmark {

    /** Measures and adds its figures. */
    void run(Workbench bench, Report report) throws Exception;
}
