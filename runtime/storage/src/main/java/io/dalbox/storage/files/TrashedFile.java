package io.dalbox.storage.files;

import io.dalbox.storage.StoragePath;
import java.time.Instant;

/**
 * Something in the trash of a storage.
 *
 * @param id by which it is brought back
 * @param path where it was
 * @param folder whether it is a folder
 * @param size in bytes; 0 for a folder
 * @param deleted when it was thrown away
 */
public record TrashedFile(String id, StoragePath path, boolean folder, long size, Instant deleted) {}
