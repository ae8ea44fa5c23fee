package io.dalbox.hooks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the owner says of a web hook. */
public sealed interface HookSpec {

    /** How large a body may be unless the owner says otherwise. */
    int USUAL_BYTES = 256 << 10;

    /** How large a body may be at all. */
    int MOST_BYTES = 1 << 20;

    /** Returns what people call it. */
    String name();

    /** Returns the one event type. */
    String type();

    /** Returns whether it works. */
    boolean enabled();

    /**
     * A service outside publishes events by posting to us.
     *
     * @param name for people
     * @param type one that accepts outside publishers
     * @param enabled whether it takes anything
     * @param maxBytes the largest body, 1 to {@value HookSpec#MOST_BYTES}
     */
    record In(String name, String type, boolean enabled, int maxBytes) implements HookSpec {}

    /**
     * We post every event of a type to a service outside.
     *
     * @param name for people
     * @param type any
     * @param enabled whether it sends; while it does not, events wait
     * @param url where to
     * @param headers sent along, by name; their values are secrets. A {@code null} value keeps what is stored under the name
     * @param privateAllowed whether the address may be in a private network
     */
    record Out(
            String name,
            String type,
            boolean enabled,
            String url,
            Map<String, @Nullable String> headers,
            boolean privateAllowed)
            implements HookSpec {

        /** Copies the headers, in their order. */
        public Out {
            headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }
}
