package io.dalbox.lanes.internal;

import io.dalbox.compute.BackgroundWork;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Schedules;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** All schedules of all owners. */
@Component(service = Schedules.class)
public final class ScheduleService implements Schedules {

    private final Lanes lanes;
    private final Timer timer = new Timer();
    private final Set<ScheduleEntry> entries = ConcurrentHashMap.newKeySet();

    /** Rounds run on the lanes. */
    @Activate
    public ScheduleService(@Reference Lanes lanes) {
        this.lanes = lanes;
    }

    @Override
    public Registration add(String owner, Timing timing, BackgroundWork work) {
        Timetable timetable = Timetable.of(
                timing,
                ZoneId.systemDefault(),
                () -> ThreadLocalRandom.current().nextDouble());
        ScheduleEntry entry = new ScheduleEntry(owner, timing, timetable, work, lanes, timer, entries::remove);
        entries.add(entry);
        entry.start();
        return entry;
    }

    @Override
    public List<View> list() {
        return entries.stream()
                .map(ScheduleEntry::view)
                .sorted(Comparator.comparing(View::owner).thenComparing(View::name))
                .toList();
    }

    /** Ends all schedules. */
    @Deactivate
    public void stop() {
        List.copyOf(entries).forEach(ScheduleEntry::close);
        timer.stop();
    }
}
