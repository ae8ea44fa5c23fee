package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.internal.folder.DropFolder;
import io.dalbox.plugins.internal.jar.NotComplete;
import io.dalbox.plugins.internal.jar.Refusal;
import io.dalbox.plugins.internal.jar.Stored;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what happens in the drop folder into changes of the catalog: what arrives together is one change. Files are read here, so the
 * conductor never waits.
 */
final class DropIntake implements DropFolder.Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(DropIntake.class);

    private final Intake intake;
    private final Conductor conductor;
    private final Deployer deployer;
    private final Map<String, Runnable> changes = new LinkedHashMap<>();

    DropIntake(Intake intake, Conductor conductor, Deployer deployer) {
        this.intake = intake;
        this.conductor = conductor;
        this.deployer = deployer;
    }

    @Override
    public boolean take(Path file, boolean last) {
        String name = file.getFileName().toString();
        try {
            Stored jar = intake.fresh(file);
            change(name, () -> deployer.catalog().put(new Catalog.Entry(Catalog.DROPPED, name, jar)));
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (Refusal e) {
            refuse(name, Objection.of(e));
            return true;
        } catch (NotComplete e) {
            if (last) {
                refuse(
                        name,
                        damaged("The file " + name + " is " + e.getMessage() + ". Copy it into the folder again."));
            }
            return last;
        } catch (IOException e) {
            refuse(name, damaged("The file " + name + " cannot be read (" + e.getMessage() + ")."));
            return false;
        }
    }

    @Override
    public void gone(String name) {
        change(name, () -> deployer.catalog().remove(name));
    }

    private static Objection damaged(String reason) {
        return new Objection(PluginFault.DAMAGED, reason);
    }

    private void refuse(String name, Objection objection) {
        LOG.warn("{}: {}", name, objection.reason());
        change(name, () -> deployer.catalog().refuse(name, objection));
    }

    @Override
    public void together() {
        if (changes.isEmpty()) {
            return;
        }
        String names = String.join(", ", changes.keySet());
        List<Runnable> all = List.copyOf(changes.values());
        changes.clear();
        conductor.later("The change of " + names, () -> {
            all.forEach(Runnable::run);
            deployer.reconcile();
        });
    }

    private void change(String name, Runnable change) {
        // The last word on a file counts; its turn is that of the last word too.
        changes.remove(name);
        changes.put(name, change);
    }
}
