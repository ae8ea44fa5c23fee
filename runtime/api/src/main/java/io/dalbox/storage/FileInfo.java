package io.dalbox.storage;

import java.time.Instant;

/**
 * What is known of a file or folder.
 *
 * @param path where it is
 * @param folder whether it is a folder
 * @param size in bytes; 0 for a folder
 * @param modified when its content last changed
 */
public record FileInfo(StoragePath path, boolean folder, long size, Instant modified) {}
