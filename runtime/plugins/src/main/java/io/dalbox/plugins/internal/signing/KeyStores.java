package io.dalbox.plugins.internal.signing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The keys of a signer, in a file. */
final class KeyStores {

    /** What the file's format asks for at least. */
    static final int SHORTEST = 6;

    private KeyStores() {}

    static char[] password(Passwords passwords, boolean made) throws SigningFault {
        char[] password = passwords.get(made);
        if (password == null) {
            throw SigningFault.failed("There is no password: set " + Passwords.VARIABLE
                    + ", or run this on a terminal and give the same one each time you are asked.");
        }
        if (password.length < SHORTEST) {
            throw SigningFault.failed("The password of a key store has at least " + SHORTEST + " characters.");
        }
        return password;
    }

    /** Reads a key and its certificates; the alias is only needed where there are several. */
    static KeyStore.PrivateKeyEntry key(Path file, char[] password, Optional<String> alias) throws SigningFault {
        if (!Files.isRegularFile(file)) {
            throw SigningFault.failed("There is no key store " + file + ". Make one with 'dalbox plugin key NAME'.");
        }
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), password);
            String wanted = alias.isPresent() ? alias.get() : onlyOne(store, file);
            if (store.getEntry(wanted, new KeyStore.PasswordProtection(password))
                    instanceof KeyStore.PrivateKeyEntry key) {
                return key;
            }
            throw SigningFault.failed("There is no private key '" + wanted + "' in " + file + "; there are "
                    + String.join(", ", keys(store)) + ".");
        } catch (IOException e) {
            throw SigningFault.failed(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "The password does not open " + file + "."
                            : "The key store " + file + " cannot be read: " + e.getMessage());
        } catch (GeneralSecurityException e) {
            throw SigningFault.failed("The key store " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static String onlyOne(KeyStore store, Path file) throws GeneralSecurityException, SigningFault {
        List<String> keys = keys(store);
        if (keys.size() != 1) {
            throw SigningFault.usage(
                    keys.isEmpty()
                            ? "There is no private key in " + file + "."
                            : "There are several keys in " + file + ". Choose one of them with --alias: "
                                    + String.join(", ", keys));
        }
        return keys.getFirst();
    }

    private static List<String> keys(KeyStore store) throws GeneralSecurityException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        return keys;
    }
}
