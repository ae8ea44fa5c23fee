package io.dalbox.plugins.internal.life;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.JarRefused;
import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.internal.jar.NotComplete;
import io.dalbox.plugins.internal.jar.Refusal;
import io.dalbox.plugins.internal.jar.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** What the host itself does in the drop folder, on behalf of people. Only whole files appear there under their name. */
final class FolderChanges {

    private static final long LARGEST = 512L << 20;

    private final Places places;
    private final Intake intake;
    private final Trash trash;

    FolderChanges(Places places, Intake intake, Trash trash) {
        this.places = places;
        this.trash = trash;
        this.intake = intake;
    }

    /** A verified jar that waits under a name that the watcher does not take. */
    record Spooled(Path part, String name, Stored jar) {
        String key() {
            return jar.facts().key();
        }
    }

    /** Writes and verifies an upload. */
    Spooled spool(InputStream jar, String fileName) {
        String name = safeName(fileName);
        Path part = places.drops().resolve("." + UUID.randomUUID() + ".part");
        boolean kept = false;
        try {
            write(jar, part);
            Stored stored = intake.fresh(part);
            kept = true;
            return new Spooled(part, name, stored);
        } catch (Refusal e) {
            throw new JarRefused(e.fault(), String.valueOf(e.getMessage()));
        } catch (NotComplete e) {
            throw new JarRefused(
                    PluginFault.DAMAGED, "The upload is " + e.getMessage() + ". Send the whole jar again.");
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            if (!kept) {
                delete(part);
            }
        }
    }

    /** Makes a copy of a jar of the store wait to be placed. */
    Spooled copy(Stored jar, String fileName) {
        Path part = places.drops().resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.copy(jar.path(), part);
            return new Spooled(part, safeName(fileName), jar);
        } catch (IOException e) {
            delete(part);
            throw unwritable(e);
        }
    }

    /** Forgets a spooled jar; the store drops its copy with the next collection. */
    static void discard(Spooled spooled) {
        delete(spooled.part);
    }

    /** Gives a spooled jar its name: that of the file which holds the same plugin, or its own. */
    String place(Spooled spooled, Catalog catalog) {
        try {
            Optional<Catalog.Entry> owner = catalog.droppedOwner(spooled.key());
            String name = owner.map(Catalog.Entry::file).orElseGet(() -> freeName(spooled));
            Files.move(
                    spooled.part,
                    places.drops().resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return name;
        } catch (IOException e) {
            delete(spooled.part);
            throw unwritable(e);
        }
    }

    /** Reads a file that has just come back, so that nobody waits for the watcher to see it. */
    void look(String name, Catalog catalog) {
        try {
            catalog.put(new Catalog.Entry(
                    Catalog.DROPPED, name, intake.fresh(places.drops().resolve(name))));
        } catch (Refusal e) {
            catalog.refuse(name, Objection.of(e));
        } catch (NotComplete e) {
            catalog.refuse(name, new Objection(PluginFault.DAMAGED, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Makes an earlier version the one in the folder; the shipped one takes over by itself when the dropped one goes. */
    void putBack(String key, Catalog.Entry entry, Stored previous, Catalog catalog) {
        boolean shipped = catalog.shippedOwner(key)
                .map(e -> e.jar().hash().equals(previous.hash()))
                .orElse(false);
        boolean dropped = entry.source().equals(Catalog.DROPPED);
        if (shipped && dropped) {
            trash.take(entry.file());
            catalog.remove(entry.file());
            return;
        }
        String name = dropped ? entry.file() : key + ".jar";
        Path part = places.drops().resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.copy(previous.path(), part);
            // In one step: a moment without the file would look like an uninstall.
            Files.move(
                    part,
                    places.drops().resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            catalog.put(new Catalog.Entry(Catalog.DROPPED, name, previous));
        } catch (IOException e) {
            delete(part);
            throw unwritable(e);
        }
    }

    private String freeName(Spooled spooled) {
        String name = spooled.name;
        for (int i = 2; Files.exists(places.drops().resolve(name)); i++) {
            name = spooled.name.replaceFirst("\\.jar$", "-" + i + ".jar");
        }
        return name;
    }

    static String safeName(String wanted) {
        String last = wanted.substring(Math.max(wanted.lastIndexOf('/'), wanted.lastIndexOf('\\')) + 1);
        String name = last.replaceAll("\\.jar$", "")
                .replaceAll("[^A-Za-z0-9._-]", "-")
                .replaceAll("^[.-]+", "");
        String base = name.isEmpty() ? "plugin" : name;
        return base.substring(0, Math.min(base.length(), 100)) + ".jar";
    }

    private static void write(InputStream in, Path part) throws IOException, Refusal {
        byte[] buffer = new byte[64 << 10];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(part)) {
            int count;
            while ((count = in.read(buffer)) > 0) {
                size += count;
                if (size > LARGEST) {
                    throw new Refusal("The upload is larger than 512 MiB, which no plugin is.");
                }
                out.write(buffer, 0, count);
            }
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(FolderChanges.class).warn("{} could not be deleted", part, e);
        }
    }

    static ActionException unwritable(IOException e) {
        return new ActionException(
                ActionException.Kind.UNAVAILABLE,
                "The plugin folder cannot be written: " + e.getMessage()
                        + ". Check its free space and that Dalbox may write there.");
    }
}
