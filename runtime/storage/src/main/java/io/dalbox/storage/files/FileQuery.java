package io.dalbox.storage.files;

import io.dalbox.storage.StoragePath;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a folder is asked for. Folders always come before files.
 *
 * @param folder whose content
 * @param order by what, within folders and within files
 * @param descending whether the largest comes first
 * @param foldersOnly whether files are left out
 * @param search what names contain, whatever their case; empty for all
 * @param cursor the {@code next} of the page before; {@code null} for the first
 * @param limit the most entries, at least 1
 */
public record FileQuery(
        StoragePath folder,
        Order order,
        boolean descending,
        boolean foldersOnly,
        String search,
        @Nullable String cursor,
        int limit) {

    /** By what a folder is sorted; what is equal is sorted by name. */
    public enum Order {
        /** By name, whatever its case. */
        NAME,
        /** By size. */
        SIZE,
        /** By when the content last changed. */
        MODIFIED
    }
}
