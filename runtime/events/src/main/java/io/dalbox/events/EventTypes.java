package io.dalbox.events;

import io.dalbox.json.Schema;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The event types known now. A service; thread-safe. */
@ProviderType
public interface EventTypes {

    /**
     * Makes a type known, or replaces it by its owner's newer one.
     *
     * @throws IllegalArgumentException if another owner has the name
     */
    void register(Type type);

    /** Forgets all types of an owner; what is in the journal stays. */
    void unregister(String owner);

    /** Finds a type by its name. */
    Optional<Type> find(String name);

    /** Returns all types by name. */
    List<Type> all();

    /**
     * A type.
     *
     * @param name dotted words
     * @param owner the id of the plugin that may publish it, or {@code core}
     * @param description when it happens
     * @param version of the schema
     * @param schema of the data
     * @param outside whether web hooks may publish it
     */
    record Type(String name, String owner, String description, int version, Schema schema, boolean outside) {}
}
