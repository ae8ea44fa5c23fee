package io.dalbox.ml.internal.sessions;

import java.nio.file.Path;

/**
 * A model that somebody wants to use.
 *
 * @param name for messages
 * @param sha256 of the file
 * @param file verified
 * @param memory bytes that a session is expected to take
 */
public record Wanted(String name, String sha256, Path file, long memory) {}
