package io.dalbox.lanes.internal.limit;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads how many CPUs the process may use: what its owner says, else the tightest of the processors that Java sees, the
 * quotas of its cgroup and of those around it, and its CPU set; versions 1 and 2 of cgroups and both at once.
 *
 * <p>Java obeys the same limits, but rounds a quota up and keeps the groups that it started in. Thread-confined.
 */
public final class CpuLimits {

    private final KernelFiles files;
    private final Discovery discovery;
    private final OwnersWord word;
    private final IntSupplier processors;

    /** What was found last, and for which groups; null when that must not be used again. */
    private @Nullable Found found;

    /**
     * Makes a reader, which has read nothing yet.
     *
     * @param root where /proc and /sys are looked for: "/", or a recorded tree
     * @param override what DALBOX_CPU_LIMIT says; blank for nothing
     * @param processors the processors that the JVM sees now
     */
    public CpuLimits(Path root, String override, IntSupplier processors) {
        this.files = new KernelFiles(root);
        this.discovery = new Discovery(files);
        this.word = OwnersWord.of(override);
        this.processors = processors;
    }

    /**
     * Reads the limit anew, which takes less than a millisecond: where it is written is looked up again only when the
     * process was moved to another group, a file vanished, or the last look met a problem. Never throws: what cannot be
     * read is ignored and told in the result.
     */
    public CpuLimit read() {
        if (word.cpus() > 0) {
            return new CpuLimit(word.cpus(), OwnersWord.NAME, null);
        }
        CpuLimit limit = measured();
        if (files.vanished()) {
            found = null;
            limit = measured();
        }
        return limit;
    }

    private CpuLimit measured() {
        Problems problems = new Problems();
        if (word.wrong()) {
            problems.add(OwnersWord.NAME, word.text(), "a number above 0 such as 2.5");
        }
        Bound tightest =
                new Bound(Math.max(1, processors.getAsInt()), Bound.Kind.PROCESSORS, "the processors that Java sees");
        Bounds bounds = new Bounds(files, problems);
        for (Ladder ladder : ladders(problems)) {
            tightest = bounds.tightest(tightest, ladder);
        }
        return new CpuLimit(tightest.cpus(), tightest.source(), problems.text());
    }

    private List<Ladder> ladders(Problems problems) {
        Problems here = new Problems();
        List<String> memberships = discovery.memberships(here);
        if (found != null && found.memberships().equals(memberships)) {
            return found.ladders();
        }
        files.forget();
        List<Ladder> ladders = memberships == null ? List.of() : discovery.ladders(memberships, here);
        // What could not be found may just have been on its way: it is looked for again next time.
        found = memberships != null && here.none() ? new Found(memberships, ladders) : null;
        problems.addAll(here);
        return ladders;
    }

    private record Found(List<String> memberships, List<Ladder> ladders) {}
}
