package io.dalbox.pages.internal.descriptor;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A checked descriptor.
 *
 * @param plugin the plugin's id
 * @param file path in the bundle
 * @param json as written, aliases expanded; never changed
 * @param hash of the whole: the same text gives the same hash
 * @param places where the references to actions and sources stand, by JSON Pointer
 * @param faults what is wrong but leaves it usable
 */
public record Descriptor(
        String plugin, String file, ObjectNode json, String hash, Map<String, Place> places, List<Fault> faults) {

    /** Line and column, counted from 1. */
    public record Place(int line, int column) {}

    /** Returns a fault at the value that a pointer names, or at the file when its place is not kept. */
    public Fault fault(String pointer, String message) {
        Place place = places.get(pointer);
        return place == null
                ? new Fault(file, 0, 0, message, false)
                : new Fault(file, place.line(), place.column(), message, false);
    }
}
