package io.dalbox.plugins.internal.catalogue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one hash that indexes use. */
final class Hashes {

    private Hashes() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
