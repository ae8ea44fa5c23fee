package io.dalbox.plugins.internal.folder;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the folder that jars are dropped into.
 *
 * <p>The file system's events only wake the watcher; what counts is what is then found in the folder, so a lost event costs
 * one {@link #RESCAN}. A file is looked at until it has stood still for {@link #QUIET}; then its receiver says whether it is
 * whole. A file that is not whole is "not yet", and only after standing still for {@link #PATIENCE} an error. Files that arrive
 * together are told together. Runs on one virtual thread, on which the receiver is called.
 */
public final class DropFolder implements AutoCloseable {

    /** Covers the gap between two writes of a copy; the receiver checks every byte, so a wrong guess costs one more look. */
    static final Duration QUIET = Duration.ofMillis(20);

    /** How long what has been taken waits at most for what came with it. */
    static final Duration TOGETHER = Duration.ofMillis(500);

    /** A file that is gone may come back under the name of its next version: then it was replaced, not removed. */
    static final Duration MOVED = Duration.ofMillis(100);

    /** The pause between looks at a file that is not whole. */
    static final Duration AGAIN = Duration.ofMillis(150);

    /** How long an upload over a network may stall before it is called broken. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** For file systems without events. */
    static final Duration RESCAN = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);

    private final Path folder;
    private final Receiver receiver;
    private final WatchService watcher;
    private final Map<String, Sight> sights = new HashMap<>();
    private @Nullable WatchKey key;
    private @Nullable Thread thread;
    /** When the receiver was told the first thing that it has not been told to be together yet; 0 when there is none. */
    private long told;

    private long notBefore = System.nanoTime();

    /** A watcher that does nothing before {@link #start}. */
    public DropFolder(Path folder, Receiver receiver) throws IOException {
        this.folder = folder;
        this.receiver = receiver;
        this.watcher = folder.getFileSystem().newWatchService();
        register();
    }

    /** Hears of what is in the folder. */
    public interface Receiver {
        /**
         * Takes a file that stands still.
         *
         * @param last whether it will not be asked again before the file changes
         * @return whether the file is dealt with; {@code false} asks for another look
         */
        boolean take(Path file, boolean last);

        /** Hears that a file is no longer there. */
        void gone(String name);

        /** Hears that what it was told since the last time has arrived together. */
        void together();
    }

    /** Returns whether a name is one of a jar to take; what is still on its way has other names. */
    public static boolean counts(String name) {
        return name.endsWith(".jar") && !name.startsWith(".");
    }

    /** Starts watching; files that are there already were {@code known} before and are only heard of when they change. */
    public void start(Set<Path> known) {
        long now = System.nanoTime();
        for (Path path : known) {
            Stamp stamp = Stamp.of(path);
            if (stamp != null) {
                sights.put(name(path), new Sight(stamp, now, now, true));
            }
        }
        thread = Thread.ofVirtual().name("dalbox-drop-folder").start(this::run);
    }

    @Override
    public void close() throws IOException {
        watcher.close();
        Thread running = thread;
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            rescan();
            release();
            while (true) {
                look();
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("No longer watching {}", folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            WatchKey signalled = watcher.poll(nanosToWait(), TimeUnit.NANOSECONDS);
            if (signalled == null) {
                rescan();
            } else {
                events(signalled);
            }
            lookAtPending();
            release();
        } catch (OutOfMemoryError e) {
            // Some plugin fills the memory. That ends, and the folder must be watched then too.
            LOG.error("The drop folder {} could not be looked at; trying again", folder, e);
        }
    }

    // Somebody who copies a plugin and its library copies them one after the other.
    private void release() {
        long now = System.nanoTime();
        boolean all = sights.values().stream().allMatch(Sight::seen) && now >= notBefore;
        if (told != 0 && (all || now - told > TOGETHER.toNanos())) {
            told = 0;
            receiver.together();
        }
    }

    private void tell() {
        if (told == 0) {
            told = System.nanoTime() | 1;
        }
    }

    private long nanosToWait() {
        long now = System.nanoTime();
        long next = sights.values().stream()
                .filter(s -> !s.done)
                .mapToLong(s -> s.next - now)
                .min()
                .orElse(RESCAN.toNanos());
        long release = notBefore > now ? notBefore : told + TOGETHER.toNanos();
        return Math.max(1_000_000, told == 0 ? next : Math.min(next, release - now));
    }

    private void events(WatchKey signalled) {
        for (WatchEvent<?> event : signalled.pollEvents()) {
            if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
                rescan();
            } else if (event.context() instanceof Path name) {
                see(name.toString());
            }
        }
        signalled.reset();
    }

    private void rescan() {
        if (!Files.isDirectory(folder)) {
            // A drive that is not mounted is no wish to uninstall everything.
            return;
        }
        if (key == null || !key.isValid()) {
            register();
        }
        Set<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.map(DropFolder::name).collect(Collectors.toSet());
        } catch (IOException e) {
            LOG.warn("The drop folder {} cannot be read: {}", folder, e.toString());
            return;
        }
        names.addAll(new HashSet<>(sights.keySet()));
        names.forEach(this::see);
    }

    private void see(String name) {
        if (!counts(name)) {
            return;
        }
        Stamp stamp = Stamp.of(folder.resolve(name));
        Sight last = sights.get(name);
        if (stamp == null) {
            if (last != null && gone(name)) {
                sights.remove(name);
                receiver.gone(name);
                tell();
                notBefore = System.nanoTime() + MOVED.toNanos();
            }
        } else if (last == null || !stamp.equals(last.stamp)) {
            long now = System.nanoTime();
            sights.put(name, new Sight(stamp, now, now + QUIET.toNanos(), false));
        }
    }

    /** The folder may have gone between the look at it and the look at the file, and come back since; then nothing is uninstalled. */
    private boolean gone(String name) {
        return Files.isDirectory(folder) && Stamp.of(folder.resolve(name)) == null && Files.isDirectory(folder);
    }

    private void lookAtPending() {
        // In the order in which they came: the first file of a plugin keeps it.
        List<String> names = sights.entrySet().stream()
                .filter(sight -> !sight.getValue().done)
                .sorted(Comparator.comparingLong(sight -> sight.getValue().since))
                .map(Map.Entry::getKey)
                .toList();
        for (String name : names) {
            Sight sight = sights.get(name);
            if (sight != null && !sight.done && sight.next <= System.nanoTime()) {
                see(name);
                if (sight.equals(sights.get(name))) {
                    look(name, sight);
                }
            }
        }
    }

    private void look(String name, Sight sight) {
        long now = System.nanoTime();
        boolean last = now - sight.since >= PATIENCE.toNanos();
        boolean done = receiver.take(folder.resolve(name), last) || last;
        tell();
        sights.put(name, new Sight(sight.stamp, sight.since, now + AGAIN.toNanos(), done));
    }

    private void register() {
        try {
            key = folder.register(
                    watcher,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException e) {
            LOG.warn(
                    "The drop folder {} cannot be watched, it is only looked at now and then: {}",
                    folder,
                    e.toString());
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** What was last seen of a file. Times are of {@link System#nanoTime}. */
    private record Sight(Stamp stamp, long since, long next, boolean done) {
        /** Whether the receiver was asked about it as it is now. */
        boolean seen() {
            return done || next - since > QUIET.toNanos();
        }
    }

    /** Tells one content of a file from another without reading it. */
    private record Stamp(long size, long modified, @Nullable Object key) {
        static @Nullable Stamp of(Path file) {
            try {
                BasicFileAttributes a =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return new Stamp(a.size(), a.lastModifiedTime().to(TimeUnit.NANOSECONDS), a.fileKey());
            } catch (IOException e) {
                return null;
            }
        }
    }
}
