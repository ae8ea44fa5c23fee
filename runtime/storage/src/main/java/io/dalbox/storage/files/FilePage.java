package io.dalbox.storage.files;

import io.dalbox.storage.FileInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a folder.
 *
 * @param items in the order asked for
 * @param next the cursor of what follows; {@code null} at the end
 */
public record FilePage(List<FileInfo> items, @Nullable String next) {}
