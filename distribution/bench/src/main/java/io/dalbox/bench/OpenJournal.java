package io.dalbox.bench;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;
import io.dalbox.events.EventTypes;
import io.dalbox.events.NewEvent;
import io.dalbox.events.internal.EventTypeRegistry;
import io.dalbox.events.internal.SqlJournal;
import io.dalbox.json.Json;
import io.dalbox.json.internal.SchemaFactory;
import io.dalbox.store.internal.SqliteStore;
import java.nio.file.Path;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** A journal on a store of its own, with one event type and nobody on EventAdmin. */
record OpenJournal(SqliteStore store, SqlJournal journal) implements AutoCloseable {

    static final String TYPE = "bench.moved";

    static OpenJournal at(Path home) {
        SqliteStore store = SqliteStore.open(home);
        EventTypes types = new EventTypeRegistry();
        types.register(
                new EventTypes.Type(TYPE, "bench", "A benchmark", 1, new SchemaFactory().ofRecord(Moved.class), false));
        return new OpenJournal(store, new SqlJournal(store, types, new Silent(), topic -> false));
    }

    static NewEvent event(int number) {
        return new NewEvent(
                "bench",
                TYPE,
                Json.mapper()
                        .createObjectNode()
                        .put("file_path", "media:/films/film " + number + ".mkv")
                        .put("bytes", 1_000_000L + number)
                        .put("kind", "video"),
                null,
                null,
                0);
    }

    @Override
    public void close() {
        store.close();
    }

    @EventType(name = TYPE, description = "A benchmark")
    private record Moved(
            @Param(description = "Which file") String filePath,
            @Param(description = "Its size", min = 0) long bytes,
            @Param(description = "What it is") String kind) {}

    private static final class Silent implements EventAdmin {
        @Override
        public void postEvent(Event event) {}

        @Override
        public void sendEvent(Event event) {}
    }
}
