package io.dalbox.pages.internal;

import io.dalbox.pages.internal.descriptor.DescriptorChecker;
import io.dalbox.pages.internal.descriptor.DescriptorChecker.Checked;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** The core's own pages: descriptors like any plugin's, with nothing that a plugin's could not say. */
final class CoreUi {

    private static final String[] FILES = {
        "home.yaml",
        "plugins.yaml",
        "tasks.yaml",
        "events.yaml",
        "deliveries.yaml",
        "flows.yaml",
        "hooks.yaml",
        "compute.yaml",
        "storages.yaml",
        "settings.yaml",
        "users.yaml",
        "tokens.yaml",
        "trust.yaml"
    };

    private CoreUi() {}

    static PluginUi load(DescriptorChecker checker) {
        Checked checked = checker.check(PluginUi.CORE, files(), null);
        return new PluginUi(PluginUi.CORE, "Dalbox", "box", checked.descriptors(), checked.texts(), checked.faults());
    }

    static SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        for (String file : FILES) {
            try (InputStream in = CoreUi.class.getResourceAsStream("core/" + file)) {
                files.put(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("The bundle lost its page " + file, e);
            }
        }
        return files;
    }
}
