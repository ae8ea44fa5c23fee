package io.dalbox.pages.internal;

import io.dalbox.pages.internal.descriptor.Descriptor;
import io.dalbox.pages.internal.descriptor.Fault;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one plugin as they are shown now.
 *
 * @param id the plugin's id, or {@code core}
 * @param name the plugin's name
 * @param icon the plugin's icon
 * @param descriptors those that can be used, or the last good ones in their place
 * @param texts shared texts by locale and key
 * @param faults what is wrong with the newest files
 */
record PluginUi(
        String id,
        String name,
        @Nullable String icon,
        List<Descriptor> descriptors,
        Map<String, Map<String, String>> texts,
        List<Fault> faults) {

    static final String CORE = "core";

    /** Returns where the pages begin. */
    String prefix() {
        return id.equals(CORE) ? "/" : "/module/" + id + "/";
    }

    /** Returns the address of a page. */
    String path(String page) {
        return prefix() + (page.startsWith("/") ? page.substring(1) : page);
    }
}
