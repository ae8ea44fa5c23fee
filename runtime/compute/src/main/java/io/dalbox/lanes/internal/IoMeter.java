package io.dalbox.lanes.internal;

import java.util.concurrent.atomic.LongAdder;

/** Counts IO work by itself: the first of it runs while Dalbox starts, when the metrics library would cost time. */
final class IoMeter implements WorkMeter {

    final LongAdder count = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder nanos = new LongAdder();

    @Override
    public void ended(long waitNanos, long runNanos, boolean bad) {
        count.increment();
        nanos.add(runNanos);
        if (bad) {
            failed.increment();
        }
    }
}
