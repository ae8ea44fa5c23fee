package io.dalbox.plugins;

import io.dalbox.plugins.internal.catalogue.IndexCommand;

/**
 * Writes the index of a folder of plugins without a running server: {@code java -cp … io.dalbox.plugins.PublishIndex FOLDER [--out
 * FILE]}. Ends with 0 when all jars are in it, 1 when some were left out, 2 when it was called wrongly or nothing was written.
 */
public final class PublishIndex {

    private PublishIndex() {}

    /** Runs it. */
    public static void main(String[] args) {
        System.exit(new IndexCommand(System.out, System.err).run(args));
    }
}
