package io.dalbox.hooks.internal;

import io.dalbox.hooks.HookSpec;
import io.dalbox.store.Secrets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Seals what is secret about hooks, each in its place, and opens it again. */
final class Vault {

    private final Secrets secrets;
    private final SecureRandom random = new SecureRandom();

    /** Stands for the secret of hooks that do not exist, so that asking for one takes as long. */
    private final String decoy;

    Vault(Secrets secrets) {
        this.secrets = secrets;
        this.decoy = seal("", HookSecret.random(random));
    }

    SecureRandom random() {
        return random;
    }

    String seal(String id, HookSecret secret) {
        return secrets.seal(place(id, "secret"), secret.text());
    }

    /** Opens a hook's secret, or the decoy's; empty when the key of the box was lost. */
    Optional<HookSecret> secret(Optional<Stored> hook) {
        String id = hook.map(Stored::id).orElse("");
        String box = hook.map(Stored::secret).orElse(decoy);
        return Optional.ofNullable(secrets.open(place(id, "secret"), box)).map(HookSecret::new);
    }

    /** Seals new values; those that are not given stay as they were. */
    Map<String, String> seal(String id, HookSpec spec, Map<String, String> before) {
        Map<String, String> kept = new LinkedHashMap<>();
        if (spec instanceof HookSpec.Out out) {
            Map<String, String> old = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            old.putAll(before);
            out.headers().forEach((name, value) -> {
                String same = old.get(name);
                if (value != null) {
                    kept.put(name, secrets.seal(header(id, name), value));
                } else if (same != null) {
                    kept.put(name, same);
                }
            });
        }
        return kept;
    }

    /** Opens the headers; one that cannot be opened is missing. */
    Map<String, String> headers(Stored hook) {
        Map<String, String> open = new LinkedHashMap<>();
        hook.headers().forEach((name, box) -> {
            @Nullable String value = secrets.open(header(hook.id(), name), box);
            if (value != null) {
                open.put(name, value);
            }
        });
        return open;
    }

    // Header names have no case, and a person may write one differently the next time.
    private static String header(String id, String name) {
        return place(id, "header/" + name.toLowerCase(java.util.Locale.ROOT));
    }

    private static String place(String id, String what) {
        return "hooks/" + id + "/" + what;
    }
}
