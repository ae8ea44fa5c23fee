package io.dalbox.plugins;

import io.dalbox.action.ActionException;
import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/** Fetches jars through the one door to the network. A service; thread-safe. */
@ProviderType
public interface JarFetcher {

    /**
     * Asks for a jar.
     *
     * @return the answer, of which nothing is read yet; close it
     * @throws ActionException {@code INVALID} if the address is none or answers anything but a file, {@code FORBIDDEN} if the owner's
     *     policy forbids it
     */
    Fetched fetch(String url);

    /** A jar that comes in. */
    interface Fetched extends AutoCloseable {

        /**
         * The bytes. Reading ends with an {@link ActionException} of kind {@code UNAVAILABLE} when the other side breaks off; it is
         * no fault of whoever writes them.
         */
        InputStream content();

        /** What the address calls the file. */
        String fileName();

        @Override
        void close();
    }
}
