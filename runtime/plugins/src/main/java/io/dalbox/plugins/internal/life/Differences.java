package io.dalbox.plugins.internal.life;

import io.dalbox.events.EventTypes;
import io.dalbox.json.Schema;
import io.dalbox.json.SchemaChanges;
import io.dalbox.json.SchemaChanges.Side;
import io.dalbox.plugins.Actions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an action or event type differs from what it was.
 *
 * @param breaking whether somebody who relies on what it was may have to change
 * @param details each difference, for people
 */
record Differences(boolean breaking, List<String> details) {

    static final Differences NONE = new Differences(false, List.of());

    static Differences between(Actions.Description was, Actions.Description is) {
        Collector found = new Collector();
        found.schemas("the parameter ", "the parameters", was.params(), is.params(), Side.WRITERS);
        result(found, was.returns(), is.returns());
        if (was.longRunning() != is.longRunning()) {
            found.add(true, is.longRunning() ? "it answers with a task now" : "it answers at once now");
        }
        String address = was.method() + " " + was.path();
        String now = is.method() + " " + is.path();
        if (!address.equals(now)) {
            found.add(true, "it is called with " + now + " instead of " + address);
        }
        if (!was.access().equals(is.access())) {
            found.add(true, "it asks for the access " + is.access() + " instead of " + was.access());
        }
        return found.result();
    }

    static Differences between(EventTypes.Type was, EventTypes.Type is) {
        Collector found = new Collector();
        found.schemas("the field ", "the data", was.schema(), is.schema(), Side.READERS);
        if (was.version() != is.version()) {
            found.add(false, "its version is " + is.version() + " instead of " + was.version());
        }
        if (was.outside() != is.outside()) {
            found.add(
                    was.outside(),
                    is.outside() ? "web hooks may publish it now" : "web hooks may not publish it any more");
        }
        return found.result();
    }

    private static void result(Collector found, @Nullable Schema was, @Nullable Schema is) {
        if (was != null && is != null) {
            found.schemas("the result's ", "the result", was, is, Side.READERS);
        } else if (!Objects.equals(was, is)) {
            found.add(was != null, was == null ? "it has a result now" : "it has no result any more");
        }
    }

    /** Gathers differences. */
    private static final class Collector {
        private final List<String> details = new ArrayList<>();
        private boolean breaking;

        void add(boolean breaks, String detail) {
            breaking |= breaks;
            details.add(detail);
        }

        void schemas(String part, String whole, Schema was, Schema is, Side side) {
            for (SchemaChanges.Change change : SchemaChanges.between(was.json(), is.json(), side)) {
                String subject = change.pointer().isEmpty()
                        ? whole
                        : part + change.pointer().substring(1);
                add(change.breaking(), subject + " " + change.detail());
            }
        }

        Differences result() {
            return details.isEmpty() ? NONE : new Differences(breaking, List.copyOf(details));
        }
    }
}
