package io.dalbox.plugin.download;

import java.time.Duration;

/**
 * The numbers behind a download.
 *
 * @param idle how long a server may be silent
 * @param tries how often in a row a connection may fail without bringing anything
 * @param firstPause the pause after the first failure; doubled after each
 * @param longestPause the longest pause
 * @param smallestSegment a connection for less costs more than it brings
 * @param saveEvery how often what is there is forced to disk and noted
 * @param reserve bytes of a storage that stay free, for everybody else who writes there
 * @param runs in which run of the task a passing failure is final
 */
record Tuning(
        Duration idle,
        int tries,
        Duration firstPause,
        Duration longestPause,
        long smallestSegment,
        Duration saveEvery,
        long reserve,
        int runs) {

    static final Tuning NORMAL = new Tuning(
            Duration.ofSeconds(30),
            6,
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            4L << 20,
            Duration.ofSeconds(1),
            64L << 20,
            5);

    Duration pause(int failures) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
