package io.dalbox.plugins.internal.life;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.Plugins.Removed;
import io.dalbox.plugins.internal.jar.JarFacts;
import io.dalbox.plugins.internal.jar.JarStore;
import io.dalbox.plugins.internal.jar.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jars that were uninstalled; their names begin with when. Its owner may empty the folder by hand as well. */
final class Trash {

    private static final Logger LOG = LoggerFactory.getLogger(Trash.class);

    /** {@code 2026-11-26T160916.123456Z-hello.jar}: an instant without colons, which not every file system takes. */
    private static final Pattern NAME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT)(\\d\\d)(\\d\\d)(\\d\\d(?:\\.\\d+)?Z)-(.+)");

    private final Places places;

    Trash(Places places) {
        this.places = places;
    }

    /** Moves a file of the drop folder here, from where its owner can get it back. */
    void take(String file) {
        String time = Instant.now().toString().replace(":", "");
        try {
            Files.createDirectories(places.trash());
            Files.move(places.drops().resolve(file), places.trash().resolve(time + "-" + file));
        } catch (NoSuchFileException e) {
            LOG.debug("Somebody deleted {} already, which is what is wanted", file);
        } catch (IOException e) {
            throw FolderChanges.unwritable(e);
        }
    }

    /** Returns what is here, newest first. */
    List<Removed> list() {
        if (!Files.isDirectory(places.trash())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(places.trash())) {
            return files.flatMap(file -> removed(file).stream())
                    .sorted(Comparator.comparing(Removed::removed).reversed())
                    .toList();
        } catch (IOException e) {
            throw FolderChanges.unwritable(e);
        }
    }

    /** Returns the newest that was a plugin, a library, or a file of this name. */
    Removed newest(String id) {
        return list().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ActionException(
                        ActionException.Kind.NOT_FOUND,
                        "There is no removed jar of '" + id + "' any more. Install it again."));
    }

    /** Moves a file back into the drop folder, under its former name. */
    String putBack(Removed removed) {
        String name = formerName(removed.file());
        Path target = places.drops().resolve(name);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new ActionException(
                    ActionException.Kind.CONFLICT,
                    "There is a file " + name + " in the plugin folder by now. Remove that one first.");
        }
        try {
            Files.move(places.trash().resolve(removed.file()), target);
            return name;
        } catch (IOException e) {
            throw FolderChanges.unwritable(e);
        }
    }

    /** Deletes a file for good; only one that is listed, so no name leads out of the folder. */
    void purge(String file) {
        if (list().stream().noneMatch(one -> one.file().equals(file))) {
            throw new ActionException(ActionException.Kind.NOT_FOUND, "There is no removed jar '" + file + "'.");
        }
        try {
            Files.deleteIfExists(places.trash().resolve(file));
        } catch (IOException e) {
            throw FolderChanges.unwritable(e);
        }
    }

    private static Optional<Removed> removed(Path file) {
        String name = file.getFileName().toString();
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Instant time =
                Instant.parse(matcher.group(1) + matcher.group(2) + ":" + matcher.group(3) + ":" + matcher.group(4));
        @Nullable JarFacts facts = facts(file);
        String former = matcher.group(5);
        return Optional.of(new Removed(
                facts == null ? former : facts.key(),
                facts == null ? former : facts.name(),
                facts == null ? "" : facts.version().toString(),
                facts == null ? null : facts.icon(),
                name,
                file.toFile().length(),
                time));
    }

    private static @Nullable JarFacts facts(Path file) {
        try {
            return JarStore.facts(file);
        } catch (IOException | Refusal e) {
            // It was removed because nothing could be read in it.
            LOG.debug("{} cannot be read: {}", file, e.toString());
            return null;
        }
    }

    private static String formerName(String file) {
        Matcher matcher = NAME.matcher(file);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a name of the trash: " + file);
        }
        return matcher.group(5);
    }
}
