package io.dalbox.it;

import java.nio.file.Path;

/** The tree under test. */
final class Shipped {

    /** Where the assembled distribution lies. */
    static final Path TREE = Path.of(System.getProperty("dalbox.tree", "../target/dalbox"))
            .toAbsolutePath()
            .normalize();

    /** How many plugins are in it. */
    static final int PLUGINS = TREE.resolve("plugins").toFile().list().length;

    private Shipped() {}

    static Path jar(String plugin) {
        return TREE.resolve("plugins").resolve("io.dalbox.plugin." + plugin + ".jar");
    }
}
