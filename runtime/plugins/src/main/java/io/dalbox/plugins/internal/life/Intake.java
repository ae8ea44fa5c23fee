package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.internal.jar.JarStore;
import io.dalbox.plugins.internal.jar.NotComplete;
import io.dalbox.plugins.internal.jar.Refusal;
import io.dalbox.plugins.internal.jar.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Takes files from folders into the store. A file that was verified before and has not changed is not read again. */
final class Intake {

    private final JarStore jars;
    private final Ledger ledger;
    private final BundleContext context;

    Intake(JarStore jars, Ledger ledger, BundleContext context) {
        this.jars = jars;
        this.ledger = ledger;
        this.context = context;
    }

    /** Takes a file that may have been taken in an earlier run. */
    Stored known(Path file) throws IOException, NotComplete, Refusal {
        String stamp = stamp(file);
        Optional<Stored> kept = jars.find(ledger.verified(file, stamp).orElse(null));
        if (kept.isPresent()) {
            return refuseCoreNames(kept.get());
        }
        Stored taken = fresh(file);
        ledger.verified(file, stamp, taken.hash());
        return taken;
    }

    /** Takes a file as it is now. */
    Stored fresh(Path file) throws IOException, NotComplete, Refusal {
        return refuseCoreNames(jars.take(file));
    }

    private Stored refuseCoreNames(Stored jar) throws Refusal {
        String name = jar.facts().symbolicName();
        for (Bundle bundle : context.getBundles()) {
            if (name.equals(bundle.getSymbolicName()) && !jars.owns(bundle.getLocation())) {
                throw new Refusal(
                        PluginFault.RUNTIME,
                        "The bundle name '" + name
                                + "' belongs to a part of the runtime, which is not replaced this way. Give the bundle another"
                                + " Bundle-SymbolicName, or install another version of Dalbox.");
            }
        }
        return jar;
    }

    /** Tells one content of a file from another without reading it. */
    static String stamp(Path file) throws IOException {
        BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return a.size() + " " + a.lastModifiedTime() + " " + a.fileKey();
    }
}
