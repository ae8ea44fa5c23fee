package io.dalbox.plugins.internal.catalogue;

import io.dalbox.plugins.Catalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entries of an index, or of one and those that it refers to; keeps their bounds. */
final class Gathering {

    /** More is no catalogue for a home. */
    static final int MOST = 10_000;

    private static final int MOST_FAULTS = 100;

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Catalogue.Fault> faults = new ArrayList<>();
    private int seen;
    private int faulty;

    /**
     * Takes an entry; what is wrong with it is noted.
     *
     * @throws IndexException if there are too many
     */
    void add(Draft draft, Place place) throws IndexException {
        count(1);
        Optional<Entry> entry = draft.finish(place);
        boolean twice = entry.isPresent() && entries.containsKey(key(entry.get()));
        if (twice) {
            draft.wrong("Version " + entry.get().version() + " of "
                    + entry.get().id() + " is listed before; the first one counts.");
        }
        draft.fault().ifPresent(fault -> {
            faulty++;
            if (faults.size() < MOST_FAULTS) {
                faults.add(new Catalogue.Fault(draft.at, fault));
            }
        });
        if (!twice) {
            entry.ifPresent(one -> entries.put(key(one), one));
        }
    }

    /** Takes all of an index that was referred to. */
    void addAll(Index index) throws IndexException {
        count(index.entries().size());
        index.entries().forEach(entry -> entries.putIfAbsent(key(entry), entry));
        faulty += index.faulty();
        index.faults().stream().limit(MOST_FAULTS - faults.size()).forEach(faults::add);
    }

    Index index(@Nullable String name, List<Index.Referral> referrals) {
        return new Index(name, List.copyOf(entries.values()), faulty, List.copyOf(faults), List.copyOf(referrals));
    }

    private void count(int more) throws IndexException {
        seen += more;
        if (seen > MOST) {
            throw new IndexException("The index has more than " + MOST + " plugins, which is more than is taken.");
        }
    }

    private static String key(Entry entry) {
        return entry.id() + " " + entry.parsed();
    }
}
