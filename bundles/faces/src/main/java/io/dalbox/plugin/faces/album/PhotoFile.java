package io.dalbox.plugin.faces.album;

/**
 * A photo on a storage, as it was when it was looked at.
 *
 * @param path where
 * @param size in bytes
 * @param modified when its content last changed, in milliseconds
 */
public record PhotoFile(String path, long size, long modified) {}
