package io.dalbox.events.internal;

import io.dalbox.events.JournalEvent;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The events of one type after a place, in order.
 *
 * <p>It starts by reading the journal. Before each read it begins to gather what is announced; once a read comes back short it
 * is caught up, and what was gathered follows without a gap: whatever was committed after the read was announced after it too.
 * When more comes than it gathers, it drops the rest, hands out what it has and reads again.
 */
final class Inbox {

    /** Rows of one read, and how many events are gathered. */
    private static final int MOST = 512;

    /** Characters of data of one read, and of what is gathered: an event may have a million, and subscribers are many. */
    private static final long MOST_DATA = 2 << 20;

    private final EventTable table;
    private final String type;
    private final Runnable arrived;
    private final ArrayDeque<JournalEvent> read = new ArrayDeque<>();
    private final ArrayDeque<JournalEvent> gathered = new ArrayDeque<>();
    private long gatheredData;
    private long position;
    private boolean caughtUp;
    private boolean gathering;

    Inbox(EventTable table, String type, long position, Runnable arrived) {
        this.table = table;
        this.type = type;
        this.position = position;
        this.arrived = arrived;
    }

    /** Takes what was announced. Quick: called while the store announces a commit. */
    void announced(JournalEvent event) {
        if (!event.info().type().equals(type)) {
            return;
        }
        long size = size(event.data());
        synchronized (gathered) {
            if (gathering && gathered.size() < MOST && gatheredData + size <= MOST_DATA) {
                gathered.add(event);
                gatheredData += size;
            } else {
                gathering = false;
            }
        }
        arrived.run();
    }

    /** Returns the next event, {@code null} when there is none now. For the subscription's own thread. */
    @Nullable
    JournalEvent next() {
        while (true) {
            JournalEvent event = read.poll();
            if (event == null && caughtUp) {
                event = announcedNext();
                if (event == null && caughtUp) {
                    return null;
                }
            }
            if (event == null) {
                read();
            } else if (event.sequence() > position) {
                position = event.sequence();
                return event;
            }
        }
    }

    private @Nullable JournalEvent announcedNext() {
        synchronized (gathered) {
            JournalEvent event = gathered.poll();
            if (event != null) {
                gatheredData -= size(event.data());
            } else if (!gathering) {
                caughtUp = false;
            }
            return event;
        }
    }

    private void read() {
        synchronized (gathered) {
            gathered.clear();
            gatheredData = 0;
            gathering = true;
        }
        EventTable.Part part = table.part(position, MOST, type, MOST_DATA);
        read.addAll(part.events());
        caughtUp = !part.more();
    }

    /** Returns how many events it has in memory. */
    int held() {
        synchronized (gathered) {
            return gathered.size() + read.size();
        }
    }

    /** Returns about how many characters the data has; writing it would cost more than delivering it. */
    private static long size(JsonNode data) {
        if (!data.isContainer()) {
            return data.isString() ? data.stringValue().length() + 4L : 8;
        }
        long size = 8;
        for (Map.Entry<String, JsonNode> member : data.properties()) {
            size += member.getKey().length();
        }
        for (JsonNode child : data) {
            size += size(child);
        }
        return size;
    }
}
