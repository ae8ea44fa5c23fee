package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.internal.trust.TrustFolder;
import io.dalbox.plugins.internal.trust.TrustFolder.Entry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hears when somebody puts a certificate into the folder, or takes one away: jars that waited for it are then tried again. Looks now
 * and then instead of watching, for a certificate comes once a year and the look costs one reading of a small folder.
 */
final class TrustWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final TrustFolder folder;
    private final Runnable changed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** A watch that does nothing before {@link #start}. */
    TrustWatch(TrustFolder folder, Runnable changed) {
        this.folder = folder;
        this.changed = changed;
    }

    /** Begins; what the folder holds now is no change. */
    void start() {
        List<Entry> now = folder.entries();
        thread = Thread.ofVirtual().name("dalbox-trust-folder").start(() -> run(now));
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run(List<Entry> first) {
        List<Entry> last = first;
        try {
            while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                List<Entry> now = folder.entries();
                if (!now.equals(last)) {
                    last = now;
                    changed.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
