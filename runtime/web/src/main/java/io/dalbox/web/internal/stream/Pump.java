package io.dalbox.web.internal.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Moves changes from a reader to its wire until the reader is closed, the caller's rights end or the other side is gone. */
final class Pump {

    private static final Duration BEAT = Duration.ofSeconds(15);

    private final Wire wire;
    private final Reader reader;
    private final BooleanSupplier allowed;

    Pump(Wire wire, Reader reader, BooleanSupplier allowed) {
        this.wire = wire;
        this.reader = reader;
        this.allowed = allowed;
    }

    void run() throws IOException, InterruptedException {
        long beat = System.nanoTime();
        while (!reader.closed()) {
            long left = BEAT.toNanos() - (System.nanoTime() - beat);
            Reader.Batch batch = reader.take(Duration.ofNanos(Math.max(0, left)));
            if (reader.closed()) {
                return;
            }
            if (batch.reset()) {
                wire.reset(wire.cursor(), false);
            }
            for (Numbered change : batch.changes()) {
                wire.change(change);
            }
            if (System.nanoTime() - beat >= BEAT.toNanos()) {
                // Expiry is announced by nobody, so it is looked for with each beat.
                if (!allowed.getAsBoolean()) {
                    return;
                }
                wire.ping();
                beat = System.nanoTime();
            }
            wire.flush();
        }
    }
}
