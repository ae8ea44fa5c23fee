package io.dalbox.lanes.internal;

/** Counts the work of one owner, lane and name. Called by many threads, for each piece: it must cost next to nothing. */
interface WorkMeter {

    /**
     * A piece has ended.
     *
     * @param waitNanos between its submission and its beginning
     * @param runNanos between its beginning and its end
     */
    void ended(long waitNanos, long runNanos, boolean failed);
}
