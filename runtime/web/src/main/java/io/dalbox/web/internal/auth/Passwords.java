package io.dalbox.web.internal.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with PBKDF2-HMAC-SHA-512 and a salt each. One hash takes about a tenth of a second on purpose, so only two
 * run at once: a flood of logins must not take the processor from everything else.
 */
final class Passwords {

    /** OWASP's number for PBKDF2-HMAC-SHA-512 (2023). */
    private static final int ITERATIONS = 210_000;

    private static final int MAX_ITERATIONS = 5_000_000;
    private static final int BITS = 256;
    private static final String SCHEME = "pbkdf2-sha512";
    private static final String NOBODY = SCHEME + "$" + ITERATIONS + "$AAAAAAAAAAAAAAAAAAAAAA==$AAAA";

    private final Semaphore turns = new Semaphore(2);

    String hash(String password) {
        byte[] salt = Secrets.salt();
        return SCHEME + "$" + ITERATIONS + "$" + base64(salt) + "$" + base64(derive(password, salt, ITERATIONS));
    }

    /** Compares; takes the same time when there is no hash, so that nobody learns which names exist. */
    boolean verify(String password, @Nullable String stored) {
        String[] parts = (stored == null ? NOBODY : stored).split("\\$");
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            return false;
        }
        int iterations = Math.clamp(Integer.parseInt(parts[1]), 1, MAX_ITERATIONS);
        byte[] derived = derive(password, Base64.getDecoder().decode(parts[2]), iterations);
        return MessageDigest.isEqual(derived, Base64.getDecoder().decode(parts[3])) && stored != null;
    }

    private byte[] derive(String password, byte[] salt, int iterations) {
        turns.acquireUninterruptibly();
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2WithHmacSHA512", e);
        } finally {
            spec.clearPassword();
            turns.release();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
