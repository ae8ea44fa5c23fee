package io.dalbox.lanes;

import java.time.Instant;

/**
 * How the lanes were at a moment.
 *
 * @param time when
 * @param size threads of the CPU executor
 * @param running CPU work running
 * @param waiting CPU work waiting
 * @param io IO work running
 * @param busy CPU time used on the CPU executor since the last sample, over the time that passed: 0 to {@code size}
 */
public record LaneSample(Instant time, int size, int running, int waiting, int io, double busy) {}
