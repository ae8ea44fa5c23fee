package io.dalbox.store.internal;

import io.dalbox.store.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Encrypts secrets at rest with AES-256-GCM. The key is in a file of its own that only the runtime's user can read, so a copy
 * of the database alone gives nothing away. The place of a secret is authenticated with it: it cannot be moved to another.
 */
@Component(service = Secrets.class)
public final class SecretBox implements Secrets {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY = 32;

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private @Nullable SecretKeySpec key;

    /** Keeps the key in the home's {@code config} folder; it is made when the first secret is. */
    @Activate
    public SecretBox(BundleContext context) {
        this(Path.of(Objects.requireNonNull(
                        context.getProperty("dalbox.home"), "The framework property dalbox.home is not set"))
                .resolve("config")
                .resolve("secret.key"));
    }

    /** Keeps the key in a file, for tests and tools. Two boxes must not share a file that is yet to be made. */
    public SecretBox(Path file) {
        this.file = file;
    }

    @Override
    public String seal(String place, String secret) {
        try {
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] all = new byte[NONCE + sealed.length];
            System.arraycopy(nonce, 0, all, 0, NONCE);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The secret cannot be encrypted", e);
        }
    }

    @Override
    public @Nullable String open(String place, String sealed) {
        try {
            byte[] all = Base64.getDecoder().decode(sealed);
            byte[] nonce = java.util.Arrays.copyOf(all, NONCE);
            byte[] plain = cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(all, NONCE, all.length - NONCE);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return null;
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private synchronized SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            known = new SecretKeySpec(read(), "AES");
            key = known;
        }
        return known;
    }

    private byte[] read() {
        try {
            if (!Files.exists(file)) {
                create();
            }
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length != KEY) {
                throw new IllegalStateException("The key file " + file + " has " + bytes.length + " bytes instead of "
                        + KEY + ". Restore it from a backup, or delete it and give all secrets again.");
            }
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException("The key file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    // Written aside and renamed: a crash in between must not leave half a key, which would look like a whole one lost.
    private void create() throws IOException {
        byte[] bytes = new byte[KEY];
        random.nextBytes(bytes);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = file.resolveSibling(".secret.key.part");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, bytes);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Files.delete(draft);
        }
    }
}
