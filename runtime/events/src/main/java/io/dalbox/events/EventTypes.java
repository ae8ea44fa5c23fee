package io.dalbox.events;

import io.dalbox.json.Schema;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The event types known now. A service; thread-safe. */
@ProviderType
public interface EventTypes {

    /**
     * Makes a type known, or replaces it by its owner's newer one. The last schema of each version is remembered, also across
     * restarts.
     *
     * @throws IllegalArgumentException if another owner has the name, or the schema differs from the remembered one of the same
     *     version in a way that breaks readers (see {@link io.dalbox.json.SchemaChanges})
     */
    void register(Type type);

    /** Forgets all types of an owner; what is in the journal stays. */
    void unregister(String owner);

    /** Finds a type by its name. */
    Optional<Type> find(String name);

    /** Returns the versions of a type that were ever seen, in order. */
    List<Integer> versions(String name);

    /** Returns all types by name. */
    List<Type> all();

    /** Calls {@code listener} after types came, changed or went. It must be quick. */
    Journal.Registration listen(Runnable listener);

    /**
     * A type.
     *
     * @param name dotted words
     * @param owner the id of the plugin that may publish it, or {@code core}
     * @param description when it happens
     * @param version of the schema
     * @param schema of the data
     * @param outside whether web hooks may publish it
     * @param keepDays how long the owner wishes it to be kept; 0 for no wish
     */
    record Type(
            String name, String owner, String description, int version, Schema schema, boolean outside, int keepDays) {

        /** A type without a wish how long it is kept. */
        public Type(String name, String owner, String description, int version, Schema schema, boolean outside) {
            this(name, owner, description, version, schema, outside, 0);
        }
    }
}
