package io.dalbox.events;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** How long events of a type are kept, where the owner has said so; otherwise the journal's own bounds hold. A service; thread-safe. */
@ProviderType
public interface Retentions {

    /** Returns what the owner has set, by type. */
    List<Retention> list();

    /** Finds what the owner has set for a type. */
    Optional<Retention> find(String type);

    /**
     * Sets it; durable when this returns, applied by the next pruning. Both {@code null} takes it back.
     *
     * @throws IllegalArgumentException if a number is not positive
     */
    void set(Retention retention);

    /** Returns how many events of a type the journal has, counted up to 10,000. */
    long count(String type);

    /**
     * A bound for one type, in place of the journal's.
     *
     * @param type the type's name
     * @param days events older than this go; {@code null} for no bound
     * @param megabytes beyond so much data the oldest go; {@code null} for no bound
     */
    record Retention(
            String type, @Nullable Integer days, @Nullable Integer megabytes) {}
}
