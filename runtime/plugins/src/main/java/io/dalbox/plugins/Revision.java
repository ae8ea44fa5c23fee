package io.dalbox.plugins;

import io.dalbox.json.Schema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Makes the revision of an action's description: equal for equal schemas. */
final class Revision {

    /** Enough of a SHA-256 to tell the versions of one action apart. */
    private static final int BYTES = 12;

    private Revision() {}

    static String of(boolean longRunning, Schema params, @Nullable Schema returns) {
        String all = longRunning + "\n" + params.json() + "\n" + (returns == null ? "" : returns.json());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
