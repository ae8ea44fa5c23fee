package io.dalbox.storage.internal;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.files.TrashedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The trash of a mount: {@code .trash/<id>/<name>} is what was thrown away, {@code .trash/<id>.path} says where it was. The id
 * begins with the time, in hexadecimal milliseconds. The path is written first and removed last, so a crash never leaves anything
 * that cannot be brought back. What has been there for thirty days is deleted when something else is thrown away.
 */
final class Trash {

    /** In the root of the storage; not listed. */
    static final String FOLDER = ".trash";

    /** The end of the name of what is still being written. */
    static final String PART = ".part";

    private static final String WHERE = ".path";
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration PART_KEPT = Duration.ofDays(2);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{11,16}-[0-9a-f]{8}");

    private final Mount mount;
    private final StoragePath folder;
    private final InstantSource clock;

    Trash(Mount mount, String storage, InstantSource clock) {
        this.mount = mount;
        this.folder = new StoragePath(storage, List.of(FOLDER));
        this.clock = clock;
    }

    /** Returns a path that nobody else uses, for what is still being written. */
    StoragePath part() {
        return folder.resolve(newId() + PART);
    }

    TrashedFile add(FileInfo thrown) throws IOException {
        String id = newId();
        StoragePath where = folder.resolve(id + WHERE);
        write(where, thrown.path().toString());
        try {
            move(thrown, folder.resolve(id).resolve(thrown.path().name()));
        } catch (IOException e) {
            mount.delete(where);
            throw e;
        }
        sweep();
        return new TrashedFile(id, thrown.path(), thrown.folder(), thrown.size(), time(id));
    }

    List<TrashedFile> list() throws IOException {
        List<TrashedFile> found = new ArrayList<>();
        for (String name : names()) {
            if (name.endsWith(WHERE)) {
                find(name.substring(0, name.length() - WHERE.length())).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparing(TrashedFile::deleted).reversed());
        return List.copyOf(found);
    }

    StoragePath restore(String id) throws IOException {
        TrashedFile thrown =
                find(id).orElseThrow(() -> new NoSuchFileException(id, null, "Nothing in the trash has this id"));
        StoragePath now = folder.resolve(id).resolve(thrown.path().name());
        move(new FileInfo(now, thrown.folder(), thrown.size(), thrown.deleted()), thrown.path());
        purge(id);
        return thrown.path();
    }

    void purge(String id) throws IOException {
        if (ID.matcher(id).matches()) {
            mount.deleteTree(folder.resolve(id));
            mount.delete(folder.resolve(id + WHERE));
        }
    }

    private void move(FileInfo what, StoragePath to) throws IOException {
        if (what.folder()) {
            mount.moveFolder(what.path(), to);
        } else {
            mount.move(what.path(), to);
        }
    }

    private void sweep() throws IOException {
        for (String name : names()) {
            String id = name.replaceFirst("\\..*", "");
            if (!ID.matcher(id).matches()) {
                continue;
            }
            Duration age = Duration.between(time(id), clock.instant());
            if (age.compareTo(KEPT) > 0) {
                purge(id);
            }
            if (name.endsWith(PART) && age.compareTo(PART_KEPT) > 0) {
                mount.delete(folder.resolve(name));
            }
        }
    }

    private Optional<TrashedFile> find(String id) throws IOException {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Optional<StoragePath> where = read(folder.resolve(id + WHERE));
        if (where.isEmpty()) {
            return Optional.empty();
        }
        return mount.info(folder.resolve(id).resolve(where.get().name()))
                .map(info -> new TrashedFile(id, where.get(), info.folder(), info.size(), time(id)));
    }

    private List<String> names() throws IOException {
        try {
            return mount.list(folder).stream().map(info -> info.path().name()).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private void write(StoragePath path, String text) throws IOException {
        try (FileChannel file = mount.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            file.force(true);
        }
    }

    private Optional<StoragePath> read(StoragePath path) throws IOException {
        try (FileChannel file = mount.open(path, Set.of(StandardOpenOption.READ))) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.size(), StoragePath.MAX_BYTES + 64));
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                // until all is there
            }
            StoragePath where =
                    StoragePath.parse(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
            return where.storage().equals(folder.storage()) && !where.segments().isEmpty()
                    ? Optional.of(where)
                    : Optional.empty();
        } catch (NoSuchFileException | IllegalArgumentException e) {
            // Not there, or somebody wrote something else into it: then it is nothing that can be brought back.
            return Optional.empty();
        }
    }

    private String newId() {
        return Long.toHexString(clock.millis()) + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    private static Instant time(String id) {
        return Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-')), 16));
    }
}
