package io.dalbox.lanes.internal;

import java.time.Duration;

/**
 * The bounds of the lanes.
 *
 * @param mostWaiting how much CPU work of an owner may wait in each priority; enough to keep every core busy for a while, and
 *     beyond it the submitter should wait instead of the work
 * @param mostIo how much IO work of an owner may run
 * @param mostAbandoned how much CPU work that does not end an owner may have before it gets no more
 * @param longWait after how long somebody is told that work waits
 * @param grace how long work that was asked to stop has for it; CPU work that got next to no CPU since has six times as long
 */
record LaneLimits(int mostWaiting, int mostIo, int mostAbandoned, Duration longWait, Duration grace) {

    static final LaneLimits NORMAL = new LaneLimits(256, 16_384, 4, Duration.ofSeconds(30), Duration.ofSeconds(5));
}
