package io.dalbox.lanes.internal;

import io.dalbox.compute.BackgroundWork;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Schedules;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** All schedules of all owners. */
@Component(service = Schedules.class)
public final class ScheduleService implements Schedules {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private final Lanes lanes;
    private final Timer timer;
    private final Map<String, ScheduleEntry> entries = new ConcurrentHashMap<>();
    private volatile Set<String> paused = Set.of();

    /** Rounds run on the lanes. */
    @Activate
    public ScheduleService(@Reference Lanes lanes, @Reference Timer timer) {
        this.lanes = lanes;
        this.timer = timer;
    }

    @Override
    public Registration add(String owner, Timing timing, BackgroundWork work) {
        Timetable timetable = Timetable.of(
                timing,
                ZoneId.systemDefault(),
                () -> ThreadLocalRandom.current().nextDouble());
        String id = id(owner, timing.name());
        ScheduleEntry entry =
                new ScheduleEntry(id, owner, timing, timetable, work, lanes, timer, gone -> entries.remove(id, gone));
        if (entries.putIfAbsent(id, entry) != null) {
            throw new IllegalArgumentException("\"" + owner + "\" has other background work named \"" + timing.name()
                    + "\"; give each its own name");
        }
        entry.start(paused.contains(id));
        return entry;
    }

    @Override
    public List<View> list(@Nullable String owner) {
        return entries.values().stream()
                .map(ScheduleEntry::view)
                .filter(view -> owner == null || view.owner().equals(owner))
                .sorted(Comparator.comparing(View::owner).thenComparing(View::name))
                .toList();
    }

    @Override
    public Optional<View> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(ScheduleEntry::view);
    }

    @Override
    public Optional<View> run(String id) {
        Optional.ofNullable(entries.get(id)).ifPresent(ScheduleEntry::run);
        return find(id);
    }

    @Override
    public synchronized void pause(Set<String> ids) {
        paused = Set.copyOf(ids);
        entries.forEach((id, entry) -> entry.pause(paused.contains(id)));
    }

    /** Ends all schedules. */
    @Deactivate
    public void stop() {
        List.copyOf(entries.values()).forEach(ScheduleEntry::close);
    }

    /** The owner and the name as one word that fits into an address. */
    private static String id(String owner, String name) {
        String word = NO_WORD.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        return owner + "." + (word.isEmpty() ? "work" : word);
    }
}
