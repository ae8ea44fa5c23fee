package io.dalbox.lanes.internal.child;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tiny process that outlives us for a moment: when the pipe from us ends, however we died, it kills the groups that we had told it.
 *
 * <p>It is started with the first child, in a session of its own, so that what kills our group or session does not reach it. When
 * somebody kills it, another takes its place. Thread-safe.
 *
 * <p>A number is taken out as soon as its group is empty. The kernel does not give a pid to a new process as long as a group or
 * session bears it, so an innocent could be hit only if we were killed in the few milliseconds between, and all of the system's pids
 * were used up in that time.
 */
final class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    /** One that ends sooner than this may not be able to run at all. */
    private static final Duration CREDIBLE = Duration.ofSeconds(1);

    /** In a row; then the next child's start tries again. */
    private static final int MOST_EARLY_DEATHS = 5;

    /**
     * Only built-in commands, so that it never forks. Digits only, and more than 1: {@code kill -- -1} would be the end of
     * everything. The number itself is killed as well as its group, for a child that has not come to its own session yet.
     */
    private static final String SCRIPT = """
            trap '' TERM INT HUP QUIT PIPE USR1 USR2 ALRM TSTP
            groups=' '
            while IFS= read -r word; do
              id=${word#?}
              case $id in ''|0*|1|*[!0-9]*) continue ;; esac
              case $word in
                +*) groups="$groups$id " ;;
                -*) case $groups in *" $id "*) groups="${groups%%" $id "*} ${groups#*" $id "}" ;; esac ;;
              esac
            done
            for id in $groups; do
              kill -s KILL -- "-$id"
              kill -s KILL -- "$id"
            done
            """;

    private final Set<Long> groups = new LinkedHashSet<>();
    private @Nullable Process process;
    private long since;
    private int earlyDeaths;
    private boolean closed;

    /**
     * From now on the group dies with us.
     *
     * @throws IOException if there is no watchdog and none can be started
     */
    synchronized void add(long group) throws IOException {
        groups.add(group);
        try {
            if (!tell("+" + group)) {
                begin();
            }
        } catch (IOException failed) {
            groups.remove(group);
            throw failed;
        }
    }

    /** The group is empty. */
    synchronized void remove(long group) {
        if (groups.remove(group)) {
            // If nobody hears it: the next one is told only of those that are left.
            boolean told = tell("-" + group);
            LOG.trace("Group {} has ended, told: {}", group, told);
        }
    }

    /** Ends it, and with it every group that is left. */
    synchronized void close() {
        closed = true;
        Process last = process;
        if (last != null) {
            closeQuietly(last.getOutputStream());
        }
    }

    /** Returns the pid of the one that watches now, for tests. */
    synchronized long pid() {
        return process == null ? -1 : process.pid();
    }

    private boolean tell(String word) {
        Process now = process;
        return now != null && now.isAlive() && write(now, word + "\n");
    }

    private void begin() throws IOException {
        if (closed) {
            throw new IOException("Dalbox is stopping and starts no more programs");
        }
        List<String> line = new ArrayList<>(Launch.session());
        line.addAll(List.of("-c", SCRIPT, "dalbox-watchdog"));
        Process next = new Launch("dalbox-watchdog", line, Launch.clean(), false)
                .builder()
                .redirectError(Redirect.DISCARD)
                .start();
        StringBuilder all = new StringBuilder();
        groups.forEach(group -> all.append('+').append(group).append('\n'));
        if (!write(next, all.toString())) {
            throw new IOException(
                    "The process that ends external programs when Dalbox dies ended at once; is /bin/sh sound?");
        }
        process = next;
        since = System.nanoTime();
        next.onExit().thenAccept(this::died);
    }

    private synchronized void died(Process one) {
        if (closed || one != process || groups.isEmpty()) {
            return;
        }
        earlyDeaths = System.nanoTime() - since < CREDIBLE.toNanos() ? earlyDeaths + 1 : 0;
        if (earlyDeaths > MOST_EARLY_DEATHS) {
            LOG.error(
                    "The process that ends external programs when Dalbox dies keeps ending; {} would survive us",
                    groups);
            return;
        }
        LOG.warn("Somebody ended the process that ends external programs when Dalbox dies; another one is started");
        try {
            begin();
        } catch (IOException failed) {
            LOG.error("It could not be started; {} would survive us", groups, failed);
        }
    }

    private static boolean write(Process to, String text) {
        try {
            OutputStream out = to.getOutputStream();
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return true;
        } catch (IOException dead) {
            return false;
        }
    }

    private static void closeQuietly(OutputStream out) {
        try {
            out.close();
        } catch (IOException dead) {
            LOG.trace("The watchdog had ended before", dead);
        }
    }
}
