package io.dalbox.storage.internal;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.files.FilePage;
import io.dalbox.storage.files.FileQuery;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one page out of a folder that comes in no order: keeps the first entries after the cursor and forgets all others at once.
 * The cursor is the last entry itself, as it was, so the next page begins after it even when it is gone by then.
 */
final class PageCut {

    private final FileQuery query;
    private final Comparator<FileInfo> order;
    private final @Nullable FileInfo after;
    private final String search;
    /** The last of those kept on top; one more than asked for tells that there is a next page. */
    private final PriorityQueue<FileInfo> kept;

    PageCut(FileQuery query) {
        this.query = query;
        this.order = order(query);
        this.after = query.cursor() == null ? null : read(query.cursor());
        this.search = query.search().toLowerCase(Locale.ROOT);
        this.kept = new PriorityQueue<>(order.reversed());
    }

    /** Asked before anything else is read of an entry. */
    boolean wants(String name) {
        return search.isEmpty() || name.toLowerCase(Locale.ROOT).contains(search);
    }

    void add(FileInfo entry) {
        boolean passed = after != null && order.compare(entry, after) <= 0;
        if (passed || (query.foldersOnly() && !entry.folder())) {
            return;
        }
        if (kept.size() <= query.limit()) {
            kept.add(entry);
        } else if (order.compare(entry, kept.element()) < 0) {
            kept.remove();
            kept.add(entry);
        }
    }

    FilePage page() {
        List<FileInfo> items = new ArrayList<>(kept);
        items.sort(order);
        if (items.size() <= query.limit()) {
            return new FilePage(List.copyOf(items), null);
        }
        items.removeLast();
        return new FilePage(List.copyOf(items), write(items.getLast()));
    }

    private static Comparator<FileInfo> order(FileQuery query) {
        Comparator<FileInfo> name =
                Comparator.comparing((FileInfo info) -> info.path().name(), NameOrder::compare);
        Comparator<FileInfo> wanted = switch (query.order()) {
            case NAME -> name;
            case SIZE -> Comparator.comparingLong(FileInfo::size);
            case MODIFIED -> Comparator.comparing(FileInfo::modified);
        };
        return Comparator.comparing((FileInfo info) -> !info.folder())
                .thenComparing(query.descending() ? wanted.reversed() : wanted)
                .thenComparing(name);
    }

    private static String write(FileInfo entry) {
        String text = "%s|%d|%s|%s"
                .formatted(
                        entry.folder() ? "d" : "f",
                        entry.size(),
                        entry.modified(),
                        entry.path().name());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private FileInfo read(String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|", 4);
            if (parts.length == 4) {
                return new FileInfo(
                        query.folder().resolve(parts[3]),
                        parts[0].equals("d"),
                        Long.parseLong(parts[1]),
                        Instant.parse(parts[2]));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("The cursor is not one of this list", e);
        }
        throw new IllegalArgumentException("The cursor is not one of this list");
    }
}
