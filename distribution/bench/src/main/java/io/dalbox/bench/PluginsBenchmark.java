package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the number of plugins costs: the start with few and with many, and one more plugin beside few and beside many. */
final class PluginsBenchmark implements Benchmark {

    private static final int FEW = 20;
    private static final int MANY = 200;
    private static final int STARTS = 5;
    private static final int DROPS = 10;
    private static final int ONE_MORE = 999;

    @Override
    public void run(Workbench bench, Report report) throws Exception {
        ManyPlugins plugins = new ManyPlugins();
        report.note("first start of a home with " + FEW + " plugins", first(bench, plugins, FEW), "s");
        report.note("first start of a home with " + MANY + " plugins", first(bench, plugins, MANY), "s");
        double[] few = new double[STARTS];
        double[] many = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            few[i] = start(bench, FEW);
            many[i] = start(bench, MANY);
        }
        double a = new Samples(few).median();
        double b = new Samples(many).median();
        report.note("start to /ready 200 with " + FEW + " plugins (median of 5)", a, "s");
        report.note("start to /ready 200 with " + MANY + " plugins (median of 5)", b, "s");
        report.atMost("… against " + FEW, b / a, 2, "x");
        drops(bench, plugins, report);
    }

    private static double first(Workbench bench, ManyPlugins plugins, int count) throws Exception {
        plugins.write(count, bench.scratch().resolve(home(count)).resolve("plugins"));
        return start(bench, count);
    }

    private static double start(Workbench bench, int count) throws Exception {
        try (DalboxProcess dalbox = bench.start(home(count))) {
            if (dalbox.get("/module/" + ManyPlugins.id(count) + "/").statusCode() != 200) {
                throw new IOException("Plugin " + count + " does not answer");
            }
            double taken = dalbox.readyAfter().toMillis() / 1000.0;
            dalbox.terminate();
            return taken;
        }
    }

    private static void drops(Workbench bench, ManyPlugins plugins, Report report) throws Exception {
        Path jar = Files.write(bench.scratch().resolve("one-more.jar"), plugins.jar(ONE_MORE));
        double[] few = new double[DROPS];
        double[] many = new double[DROPS];
        try (DalboxProcess small = bench.start(home(FEW));
                DalboxProcess large = bench.start(home(MANY))) {
            drop(small, jar); // warm-up: the first install loads classes
            drop(large, jar);
            for (int i = 0; i < DROPS; i++) {
                few[i] = drop(small, jar);
                many[i] = drop(large, jar);
            }
        }
        double a = new Samples(few).median();
        double b = new Samples(many).median();
        report.note("one more plugin beside " + FEW + " until its page answers (median of 10)", a, "ms");
        report.note("one more plugin beside " + MANY + " until its page answers (median of 10)", b, "ms");
        report.atMost("… against " + FEW, b / a, 1.5, "x");
    }

    private static double drop(DalboxProcess dalbox, Path jar) throws Exception {
        String page = "/module/" + ManyPlugins.id(ONE_MORE) + "/";
        Path target = dalbox.plugins().resolve("one-more.jar");
        double taken = DropBenchmark.measure(dalbox, page, () -> DropBenchmark.rename(jar, target), 200);
        DropBenchmark.measure(dalbox, page, () -> Files.delete(target), 0);
        return taken;
    }

    private static String home(int count) {
        return "plugins-" + count;
    }
}
