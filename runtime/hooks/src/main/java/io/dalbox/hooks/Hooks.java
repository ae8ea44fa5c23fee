package io.dalbox.hooks;

import io.dalbox.action.ActionException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The web hooks. Unknown ids are an {@link ActionException} of kind {@code NOT_FOUND}, what does not fit one of kind
 * {@code INVALID} with its place. A service; thread-safe.
 */
@ProviderType
public interface Hooks {

    /** Returns all hooks by name. */
    List<Hook> list();

    /** Finds a hook. */
    Optional<Hook> find(String id);

    /** Makes a hook and its secret. One that sends begins with the next event. */
    Hook.WithSecret create(HookSpec spec);

    /**
     * Changes a hook; one that sends goes on where it stopped, or with the next event when its type is another. It stays one that
     * receives, or one that sends.
     */
    Hook update(String id, HookSpec spec);

    /** Removes a hook; its dead letters stay. */
    void delete(String id);

    /** Gives a hook a new secret; the old one is void at once. */
    Hook.WithSecret rotate(String id);

    /**
     * Takes what was posted to a hook. A hook that does not exist and a sender that does not know the secret are told the same.
     *
     * @param id as the sender names it
     * @param posted what came in
     */
    Receipt receive(String id, Posted posted);
}
