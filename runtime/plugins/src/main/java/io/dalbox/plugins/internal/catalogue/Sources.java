package io.dalbox.plugins.internal.catalogue;

import io.dalbox.action.ActionException;
import io.dalbox.data.DatabaseException;
import io.dalbox.json.ReadableIds;
import io.dalbox.plugins.Catalogue;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads sources and keeps what they say. An index that cannot be read leaves the last good one as it is. */
final class Sources {

    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

    /** Each is read every day. */
    private static final int MOST = 50;

    private final SourceTable table;
    private final Federation federation;
    private final InstantSource clock;
    private final Runnable changed;
    private final SecureRandom random = new SecureRandom();

    /**
     * Sources in a table.
     *
     * @param changed told after each change
     */
    Sources(SourceTable table, Federation federation, InstantSource clock, Runnable changed) {
        this.table = table;
        this.federation = federation;
        this.clock = clock;
        this.changed = changed;
    }

    List<Catalogue.Source> list() {
        return table.list().stream().map(SourceTable.Kept::source).toList();
    }

    Catalogue.Source add(String given) {
        String address = address(given);
        if (list().size() >= MOST) {
            throw new ActionException(
                    ActionException.Kind.CONFLICT, "There are " + MOST + " sources already. Remove one first.");
        }
        Federation.Read read;
        try {
            read = federation.read(address, null).orElseThrow();
        } catch (IndexException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
        String name = name(read.index(), address);
        Instant now = clock.instant();
        Catalogue.Source source = source(ReadableIds.of(name, "source", random), address, now, now, read.index());
        if (!table.add(source, read.etag(), read.index().entries())) {
            throw new ActionException(
                    ActionException.Kind.CONFLICT, "/address", "This is a source of the catalogue already.");
        }
        changed.run();
        return source;
    }

    Catalogue.Source refresh(String id) {
        SourceTable.Kept kept = known(id);
        Catalogue.Source source = kept.source();
        Instant now = clock.instant();
        try {
            Optional<Federation.Read> read = federation.read(source.address(), kept.etag());
            if (read.isEmpty()) {
                table.checked(id, now, null);
            } else {
                Index index = read.get().index();
                table.replace(
                        source(id, source.address(), source.added(), now, index),
                        read.get().etag(),
                        index.entries());
            }
        } catch (IndexException e) {
            table.checked(id, now, String.valueOf(e.getMessage()));
        }
        changed.run();
        return known(id).source();
    }

    /** Reads those again that were last asked for so long ago; one that fails keeps none of the others from it. */
    void refreshOlderThan(Duration age) throws InterruptedException {
        Instant due = clock.instant().minus(age);
        for (Catalogue.Source source : list()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!source.checked().isAfter(due)) {
                try {
                    refresh(source.id());
                } catch (ActionException | DatabaseException e) {
                    LOG.warn("The source {} of the catalogue could not be read again", source.name(), e);
                }
            }
        }
    }

    void remove(String id) {
        if (!table.remove(id)) {
            throw unknown(id);
        }
        changed.run();
    }

    private static Catalogue.Source source(String id, String address, Instant added, Instant now, Index index) {
        long plugins = index.entries().stream()
                .filter(entry -> entry.fault() == null)
                .map(Entry::id)
                .distinct()
                .count();
        return new Catalogue.Source(
                id,
                name(index, address),
                address,
                added,
                now,
                now,
                Math.toIntExact(plugins),
                index.faulty(),
                null,
                index.faults());
    }

    private static String name(Index index, String address) {
        @Nullable String name = index.name();
        if (name != null) {
            return name;
        }
        return Documents.isFile(address) ? folder(Path.of(address)) : host(address);
    }

    private static String folder(Path file) {
        int names = file.getNameCount();
        return names > 1 ? file.getName(names - 2).toString() : file.toString();
    }

    private static String host(String url) {
        String host = URI.create(url).getHost();
        return host == null ? url : host;
    }

    private static String address(String given) {
        String address = given.strip();
        boolean web =
                address.regionMatches(true, 0, "http://", 0, 7) || address.regionMatches(true, 0, "https://", 0, 8);
        if (!web && !Documents.isFile(address)) {
            throw bad("Give an http or https URL, or the path of a file of the server that begins with a slash.");
        }
        try {
            return web
                    ? new URI(address).toString()
                    : Path.of(address).normalize().toString();
        } catch (java.net.URISyntaxException | java.nio.file.InvalidPathException e) {
            throw bad("This is not an address: " + e.getMessage() + ".");
        }
    }

    private SourceTable.Kept known(String id) {
        return table.find(id).orElseThrow(() -> unknown(id));
    }

    private static ActionException unknown(String id) {
        return new ActionException(ActionException.Kind.NOT_FOUND, "The catalogue has no source " + id + ".");
    }

    private static ActionException bad(String message) {
        return new ActionException(ActionException.Kind.INVALID, "/address", message);
    }
}
