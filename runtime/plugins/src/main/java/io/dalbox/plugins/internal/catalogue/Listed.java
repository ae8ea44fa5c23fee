package io.dalbox.plugins.internal.catalogue;

import io.dalbox.json.Json;

/**
 * An entry as it is kept.
 *
 * @param source the id of its source
 * @param plugin the plugin's id
 * @param words its name on a line of its own, then in what else to search; in lower case
 * @param json the entry
 */
record Listed(String source, String plugin, String words, String json) {

    /** Returns the entry, which is read each time: of many that are listed few are shown. */
    Entry entry() {
        return Json.mapper().readValue(json, Entry.class);
    }
}
