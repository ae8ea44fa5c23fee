package io.dalbox.lanes.internal;

import io.dalbox.action.Lane;
import io.dalbox.metrics.Metrics;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Meters what the lanes do. The library behind it is loaded with the first CPU work or the first look, not with the start. */
@Component(service = {Metrics.class, Meters.class})
public final class Meters implements Metrics {

    /** Names of an owner that are told apart; a plugin that puts file names there must not fill the memory. */
    private static final int MOST_NAMES = 64;

    private static final String OTHER = "other";

    private volatile @Nullable LaneService lanes;
    private volatile @Nullable Gauges gauges;

    /** Nothing metered yet. */
    @Activate
    public Meters() {}

    /** Says whose state is shown. */
    void follow(LaneService shown) {
        lanes = shown;
    }

    @Override
    public String scrape() {
        return gauges().scrape(lanes);
    }

    void ended(Run<?> run, long runNanos, boolean failed) {
        OwnerWork own = run.own;
        boolean cpu = run.work.lane() == Lane.CPU;
        WorkMeter meter = cpu
                ? meter(own.cpuMeters, run, (name, owner) -> gauges().cpuMeter(owner, name))
                : meter(own.ioMeters, run, (name, owner) -> new IoMeter());
        meter.ended(Math.max(0, run.started - run.submitted), Math.max(0, runNanos), failed);
    }

    private static WorkMeter meter(
            Map<String, WorkMeter> known, Run<?> run, BiFunction<String, String, WorkMeter> maker) {
        String name = run.work.name();
        WorkMeter meter = known.get(name);
        if (meter != null) {
            return meter;
        }
        String kept = known.size() < MOST_NAMES ? name : OTHER;
        return known.computeIfAbsent(kept, missing -> maker.apply(missing, run.own.name));
    }

    private Gauges gauges() {
        Gauges made = gauges;
        if (made == null) {
            synchronized (this) {
                made = gauges;
                if (made == null) {
                    made = new Gauges();
                    gauges = made;
                }
            }
        }
        return made;
    }
}
