package io.dalbox.pages.internal;

import tools.jackson.databind.JsonNode;

/** Reads the first data of a source. */
@FunctionalInterface
interface Fetch {

    /** Reads; may take a while, and may throw whatever the source's owner throws. */
    JsonNode get();
}
