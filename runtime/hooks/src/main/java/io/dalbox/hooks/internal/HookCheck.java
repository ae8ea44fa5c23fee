package io.dalbox.hooks.internal;

import io.dalbox.action.ActionException;
import io.dalbox.events.EventTypes;
import io.dalbox.hooks.HookSpec;
import io.dalbox.net.AddressRefusedException;
import io.dalbox.outbound.Outbound;
import io.dalbox.outbound.Post;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses hooks that could not work, with the place of what is wrong. */
final class HookCheck {

    private static final Logger LOG = LoggerFactory.getLogger(HookCheck.class);
    private static final int LONGEST_NAME = 100;
    private static final int MOST_HEADERS = 20;

    private final EventTypes types;
    private final Outbound outbound;

    HookCheck(EventTypes types, Outbound outbound) {
        this.types = types;
        this.outbound = outbound;
    }

    /**
     * Checks a spec.
     *
     * @param before what it replaces
     */
    void check(HookSpec spec, @Nullable Stored before) {
        if (spec.name().isBlank() || spec.name().length() > LONGEST_NAME) {
            throw bad("/name", "Give the hook a name of at most " + LONGEST_NAME + " characters.");
        }
        boolean sameType = before != null && before.spec().type().equals(spec.type());
        Optional<EventTypes.Type> type = types.find(spec.type());
        if (type.isEmpty() && !sameType) {
            throw bad("/type", "There is no event type " + spec.type() + " now. Is the plugin that owns it running?");
        }
        switch (spec) {
            case HookSpec.In in -> check(in, type);
            case HookSpec.Out out -> check(out, before == null ? Map.of() : before.headers());
        }
    }

    private static void check(HookSpec.In in, Optional<EventTypes.Type> type) {
        if (type.isPresent() && !type.get().outside()) {
            throw bad(
                    "/type",
                    "Only " + type.get().owner() + " publishes " + in.type() + ". For whatever JSON a service sends,"
                            + " take " + HookTypes.RECEIVED + ".");
        }
        if (in.maxBytes() < 1 || in.maxBytes() > HookSpec.MOST_BYTES) {
            throw bad("/max_bytes", "A hook takes bodies of 1 to " + HookSpec.MOST_BYTES + " bytes.");
        }
    }

    private void check(HookSpec.Out out, Map<String, String> stored) {
        try {
            outbound.check(out.url(), out.privateAllowed());
        } catch (AddressRefusedException | IllegalArgumentException e) {
            throw bad("/url", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            // The name may be known later; the deliveries say so when it is not.
            LOG.debug("The address of the hook {} cannot be checked now: {}", out.name(), e.getMessage());
        }
        if (out.headers().size() > MOST_HEADERS) {
            throw bad("/headers", "A hook sends at most " + MOST_HEADERS + " headers.");
        }
        Set<String> known = new HashSet<>();
        stored.keySet().forEach(name -> known.add(name.toLowerCase(Locale.ROOT)));
        Set<String> seen = new HashSet<>();
        out.headers().forEach((name, value) -> header(out.url(), name, value, known, seen));
    }

    private static void header(String url, String name, @Nullable String value, Set<String> known, Set<String> seen) {
        String pointer = "/headers/" + name.replace("~", "~0").replace("/", "~1");
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("webhook-") || lower.equals("content-type") || lower.equals("content-encoding")) {
            throw bad(pointer, "The header " + name + " is set by the server and cannot be given.");
        }
        if (!seen.add(lower)) {
            throw bad(pointer, "The header " + name + " is given twice.");
        }
        if (value == null && !known.contains(lower)) {
            throw bad(pointer, "The header " + name + " has no value.");
        }
        try {
            new Post(url, Map.of(name, value == null ? "" : value), "", Duration.ZERO, false);
        } catch (IllegalArgumentException e) {
            throw bad(pointer, e.getMessage() + ".");
        }
    }

    private static ActionException bad(String pointer, String message) {
        return new ActionException(ActionException.Kind.INVALID, pointer, message);
    }
}
