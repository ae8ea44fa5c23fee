package io.dalbox.leaks.internal;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.dalbox.plugins.HeapReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Dumps the heap of this process, reads the dump, and deletes it: it has every secret of the process in it. */
@Component
public final class DumpReader implements HeapReader {

    private final Path folder;
    private final ReentrantLock one = new ReentrantLock();

    /** Dumps go into the home's cache, which is the owner's alone. */
    @Activate
    public DumpReader(BundleContext context) {
        this(Path.of(context.getProperty("dalbox.home"), "cache"));
    }

    DumpReader(Path folder) {
        this.folder = folder;
    }

    @Override
    public Map<String, Found> holders(Class<?> marker) throws IOException {
        one.lock();
        // The folder is made for its owner's eyes only.
        Path apart = Files.createTempDirectory(folder, "heap-");
        Path dump = apart.resolve("heap.hprof");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
            return new Dump(dump.toFile()).holders(marker.getName());
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(apart);
            one.unlock();
        }
    }
}
