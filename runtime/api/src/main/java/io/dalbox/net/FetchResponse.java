package io.dalbox.net;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The answer to a {@link FetchRequest}. Not thread-safe, but {@link #close} may come from any thread and ends a blocked read. */
@ProviderType
public interface FetchResponse extends AutoCloseable {

    /** The HTTP status (RFC 9110, section 15). */
    int status();

    /** The URL that answered, after redirects. */
    String url();

    /** Returns the first value of a header, by its case-insensitive name. */
    Optional<String> header(String name);

    /** The body as it came, without content decoding. Ends early with an {@link IOException} when the other side cuts it. */
    InputStream body();

    /** Closes the connection unless the body was read to its end. */
    @Override
    void close() throws IOException;
}
