package io.dalbox.ml;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model as the store knows it.
 *
 * @param id by which the store's calls name it
 * @param name as its plugins declare it
 * @param plugins the ids of the live plugins that declare it
 * @param version of the model, as its makers count
 * @param label what people call it, by language; {@code en} is always there
 * @param licence an SPDX identifier, or words
 * @param optional whether every plugin that declares it does its work without it, such as one more language
 * @param size of the file in bytes; 0 when only the owner's file tells
 * @param sha256 of the file, 64 hexadecimal digits; {@code null} when any file of the owner's will do
 * @param state where the file is
 * @param path of the file; {@code null} when there is none
 * @param sources how many places it could be fetched from
 */
public record StoredModel(
        String id,
        String name,
        List<String> plugins,
        String version,
        Map<String, String> label,
        String licence,
        boolean optional,
        long size,
        @Nullable String sha256,
        State state,
        @Nullable String path,
        int sources) {

    /** Where a model's file is. */
    public enum State {
        /** It came with Dalbox. */
        SHIPPED,
        /** It was fetched. */
        INSTALLED,
        /** The owner has it somewhere. */
        OWN,
        /** It is nowhere. */
        MISSING,
        /** There is a file in its place which is another than declared. */
        DAMAGED;

        /** Returns whether it can be used. */
        public boolean usable() {
            return switch (this) {
                case SHIPPED, INSTALLED, OWN -> true;
                case MISSING, DAMAGED -> false;
            };
        }
    }

    /** Returns whether a plugin cannot do what it is for. */
    public boolean lacking() {
        return state == State.DAMAGED || (state == State.MISSING && !optional);
    }

    /** Copies the collections. */
    public StoredModel {
        plugins = List.copyOf(plugins);
        label = Map.copyOf(label);
    }
}
