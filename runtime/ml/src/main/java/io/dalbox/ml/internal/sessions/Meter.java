package io.dalbox.ml.internal.sessions;

/**
 * Measures by how much more memory is given out while a session is made or used. Only what happens alone can be measured. Guarded by
 * the cache's lock.
 */
final class Meter {

    private int busy;
    private long changes;

    /** Something begins that takes memory. */
    Reading begin() {
        busy++;
        changes++;
        return new Reading();
    }

    /** Something has given memory back meanwhile. */
    void disturb() {
        changes++;
    }

    /** One measurement. */
    final class Reading {

        private final long begun = changes;
        private final long before = busy == 1 ? Memory.allocated().orElse(0) : 0;

        /** Ends it; returns the growth, or 0 when it is not known. */
        long end() {
            busy--;
            return before > 0 && begun == changes ? Memory.allocated().orElse(before) - before : 0;
        }
    }
}
