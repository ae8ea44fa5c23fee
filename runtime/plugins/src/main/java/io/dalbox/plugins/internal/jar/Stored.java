package io.dalbox.plugins.internal.jar;

import java.nio.file.Path;

/**
 * A verified jar in the store.
 *
 * @param hash SHA-256 of its bytes, in hex
 * @param path where it is kept
 * @param facts what its manifest says
 */
public record Stored(String hash, Path path, JarFacts facts) {

    /** Returns where the framework installs it from. */
    public String location() {
        return "reference:" + path.toUri();
    }
}
