package io.dalbox.lanes.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process in a group that this machine's kernel really limits. */
@Timeout(120)
class RealGroupTest {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @Test
    void theLimitOfTheKernelIsReadAndFollowed() throws Exception {
        assumeTrue(PROCESSORS >= 2, "a quota of 1.5 CPUs limits nothing on a machine with one");
        String name = "dalbox-test-" + ProcessHandle.current().pid();
        try (RealGroup group = RealGroup.make(name);
                RealGroup inner = group.inner("inner");
                Child child = new Child()) {
            group.quota(150_000, 100_000);
            group.admit(child.process);
            assertThat(child.look())
                    .startsWith("1.5|1|")
                    .contains("cgroup /" + name + "|")
                    .endsWith("|null");

            group.quota(50_000, 100_000);
            assertThat(child.look())
                    .startsWith("0.5|1|")
                    .contains("cgroup /" + name + "|")
                    .endsWith("|null");

            inner.admit(child.process);
            assertThat(child.look())
                    .startsWith("0.5|1|")
                    .contains("cgroup /" + name + "|")
                    .endsWith("|null");

            group.quota(160_000, 100_000);
            inner.quota(120_000, 100_000);
            assertThat(child.look())
                    .startsWith("1.2|1|")
                    .contains("cgroup /" + name + "/inner|")
                    .endsWith("|null");
        }
    }

    @Test
    void thisMachineIsUnderstood() {
        CpuLimit limit = new CpuLimits(Path.of("/"), "", () -> PROCESSORS).read();
        assertThat(limit.cpus()).isPositive().isLessThanOrEqualTo(PROCESSORS);
        assertThat(limit.threads()).isBetween(1, PROCESSORS);
    }

    /** A JVM of its own, which looks when it is told to. */
    private static final class Child implements AutoCloseable {

        private final Process process;
        private final BufferedReader answers;

        Child() throws IOException, URISyntaxException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            place(CpuLimits.class) + File.pathSeparator + place(LimitPrinter.class),
                            LimitPrinter.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            answers = process.inputReader();
        }

        String look() throws IOException {
            process.outputWriter().append("look\n").flush();
            return answers.readLine();
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }

        private static Path place(Class<?> type) throws URISyntaxException {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        }
    }
}
