package io.dalbox.store;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes secrets fit to be kept in the database. The key is outside of it, so a copy of the database alone gives nothing away. A
 * service; thread-safe.
 */
@ProviderType
public interface Secrets {

    /**
     * Encrypts a secret for one place, such as {@code hooks/<id>/secret}: in any other it cannot be opened.
     *
     * @return text for a column; another one each time
     */
    String seal(String place, String secret);

    /**
     * Decrypts a secret.
     *
     * @return {@code null} when it was sealed for another place or with another key: the secret must then be given again
     */
    @Nullable
    String open(String place, String sealed);
}
