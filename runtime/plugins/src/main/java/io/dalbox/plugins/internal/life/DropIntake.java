package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.internal.folder.DropFolder;
import io.dalbox.plugins.internal.jar.NotComplete;
import io.dalbox.plugins.internal.jar.Refusal;
import io.dalbox.plugins.internal.jar.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what happens in the drop folder into changes of the catalog: what arrives together is one change. Files are read here, so the
 * conductor never waits.
 *
 * <p>What people do through the API happens at once, and a change of the folder some time after it was seen. So it is only made if the
 * file is still as it was then; the folder tells of what it has become since.
 */
final class DropIntake implements DropFolder.Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(DropIntake.class);

    private final Path folder;
    private final Reader reader;
    private final BiConsumer<String, Consumer<Catalog>> later;
    private final Map<String, Consumer<Catalog>> changes = new LinkedHashMap<>();

    /** Takes a file into the store. */
    interface Reader {
        /** Takes it as it is now. */
        Stored fresh(Path file) throws IOException, NotComplete, Refusal;
    }

    /**
     * An intake.
     *
     * @param folder what is watched
     * @param later does a change, of which it gets the name, when its turn comes
     */
    DropIntake(Path folder, Reader reader, BiConsumer<String, Consumer<Catalog>> later) {
        this.folder = folder;
        this.reader = reader;
        this.later = later;
    }

    @Override
    public boolean take(Path file, boolean last) {
        String name = file.getFileName().toString();
        String seen = stamp(name);
        try {
            Stored jar = reader.fresh(file);
            change(name, seen, catalog -> catalog.put(new Catalog.Entry(Catalog.DROPPED, name, jar)));
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (Refusal e) {
            refuse(name, seen, Objection.of(e));
            return true;
        } catch (NotComplete e) {
            if (last) {
                refuse(
                        name,
                        seen,
                        damaged("The file " + name + " is " + e.getMessage() + ". Copy it into the folder again."));
            }
            return last;
        } catch (IOException e) {
            refuse(name, seen, damaged("The file " + name + " cannot be read (" + e.getMessage() + ")."));
            return false;
        }
    }

    @Override
    public void gone(String name) {
        change(name, null, catalog -> catalog.remove(name));
    }

    private static Objection damaged(String reason) {
        return new Objection(PluginFault.DAMAGED, reason);
    }

    private void refuse(String name, @Nullable String seen, Objection objection) {
        LOG.warn("{}: {}", name, objection.reason());
        change(name, seen, catalog -> catalog.refuse(name, objection));
    }

    @Override
    public void together() {
        if (changes.isEmpty()) {
            return;
        }
        String names = String.join(", ", changes.keySet());
        List<Consumer<Catalog>> all = List.copyOf(changes.values());
        changes.clear();
        later.accept("The change of " + names, catalog -> all.forEach(change -> change.accept(catalog)));
    }

    private void change(String name, @Nullable String seen, Consumer<Catalog> change) {
        // The last word on a file counts; its turn is that of the last word too.
        changes.remove(name);
        changes.put(name, catalog -> {
            if (Objects.equals(seen, stamp(name)) || !Files.isDirectory(folder)) {
                change.accept(catalog);
            }
        });
    }

    private @Nullable String stamp(String name) {
        try {
            return Intake.stamp(folder.resolve(name));
        } catch (IOException e) {
            return null;
        }
    }
}
