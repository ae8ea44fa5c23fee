package io.dalbox.json;

import io.dalbox.json.internal.SchemaComparison;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells what changed between two schemas of the same thing, and what of it breaks those who relied on the old one.
 *
 * <p>A change breaks when a value that one side may send now is one that the other, going by its schema, cannot take. A keyword
 * that cannot be compared ({@code anyOf} and the like) breaks when it differs at all.
 */
public final class SchemaChanges {

    private SchemaChanges() {}

    /** Who relied on the old schema. */
    public enum Side {
        /**
         * Consumers of event data: the data follows the new schema, they still go by the old one. They pass over fields that
         * they do not know, and every field of the old schema is one that they may use.
         */
        READERS,
        /** Callers of an action: they send what the old schema allows, and the new one judges it. Unknown parameters are refused. */
        WRITERS
    }

    /**
     * A change.
     *
     * @param pointer JSON Pointer of the place in a value, empty for the whole; an element of a list or map is {@code *}
     * @param breaking whether the side that relied on the old schema may fail
     * @param detail what changed, a part of a sentence such as {@code is no longer there}
     */
    public record Change(String pointer, boolean breaking, String detail) {}

    /** Returns the changes for those who read event data, breaking ones first. */
    public static List<Change> between(ObjectNode old, ObjectNode now) {
        return between(old, now, Side.READERS);
    }

    /** Returns the changes for a side, breaking ones first; empty when nothing that matters to anyone changed. */
    public static List<Change> between(ObjectNode old, ObjectNode now, Side side) {
        return SchemaComparison.compare(old, now, side);
    }
}
