package io.dalbox.lanes.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;

/** Whatever the files hold, there is a limit that one can work with. */
class AnyBytesTest {

    private static final String MOUNTED = """
            22 1 8:1 / / rw - ext4 /dev/sda1 rw
            31 23 0:27 / /cg/unified rw - cgroup2 cgroup2 rw
            32 23 0:28 / /cg/cpu rw - cgroup cgroup rw,cpu,cpuacct
            33 23 0:29 /set /cg/cpuset rw - cgroup cgroup rw,cpuset
            """;

    private static final List<Entry> FILES = List.of(
            new Entry("/proc/self/cgroup", "0::/a/b\n2:cpu,cpuacct:/a\n3:cpuset:/set/b\n"),
            new Entry("/proc/self/mountinfo", MOUNTED),
            new Entry("/cg/unified/a/cpu.max", "150000 100000\n"),
            new Entry("/cg/unified/a/b/cpu.max", "max 100000\n"),
            new Entry("/cg/unified/a/b/cpuset.cpus.effective", "0-3,8\n"),
            new Entry("/cg/cpu/a/cpu.cfs_quota_us", "250000\n"),
            new Entry("/cg/cpu/a/cpu.cfs_period_us", "100000\n"),
            new Entry("/cg/cpuset/cpuset.cpus", "0-7\n"),
            new Entry("/cg/cpuset/b/cpuset.effective_cpus", "1\n"));

    private final SystemTree tree;

    AnyBytesTest() throws IOException {
        tree = new SystemTree(Files.createTempDirectory("dalbox-limits"));
    }

    @AfterProperty
    void removeTree() throws IOException {
        try (Stream<Path> all = Files.walk(tree.root())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void thereIsAlwaysALimit(
            @ForAll("contents") List<byte[]> before,
            @ForAll("contents") List<byte[]> after,
            @ForAll @IntRange(min = 1, max = 256) int processors,
            @ForAll String word)
            throws IOException {
        CpuLimits limits = tree.limits(processors);
        write(before);
        check(limits.read(), processors);
        write(after);
        check(limits.read(), processors);
        assertThat(new CpuLimits(tree.root(), word, () -> processors).read().threads())
                .isPositive();
    }

    private static void check(CpuLimit limit, int processors) {
        assertThat(limit.cpus()).isPositive().isLessThanOrEqualTo(processors);
        assertThat(limit.threads()).isBetween(1, processors);
        assertThat(limit.source()).isNotBlank();
        if (limit.problem() != null) {
            assertThat(limit.problem().chars().filter(Character::isISOControl)).isEmpty();
        }
    }

    private void write(List<byte[]> contents) throws IOException {
        for (int i = 0; i < FILES.size(); i++) {
            tree.write(FILES.get(i).file(), contents.get(i));
        }
    }

    /** For each file what belongs there, something like it, or anything: so that garbage is met at each depth. */
    @Provide
    Arbitrary<List<byte[]>> contents() {
        Arbitrary<byte[]> anything =
                Arbitraries.bytes().array(byte[].class).ofMinSize(0).ofMaxSize(200);
        Arbitrary<String> alike = Arbitraries.strings()
                .withChars("0123456789-, max\n:/.cpusetgroup2\\")
                .ofMaxLength(60);
        List<Arbitrary<byte[]>> each = FILES.stream()
                .map(entry -> Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.just(bytes(entry.text()))),
                        Tuple.of(1, alike.map(text -> bytes(entry.text() + text))),
                        Tuple.of(1, alike.map(text -> bytes(text))),
                        Tuple.of(1, anything)))
                .toList();
        return Combinators.combine(each).as(all -> all);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Entry(String file, String text) {}
}
