package io.dalbox.hooks;

import java.util.Optional;

/** What a service outside posted. */
public interface Posted {

    /** Returns the media type without parameters, in lower case. */
    String mediaType();

    /** Returns the first value of a header. */
    Optional<String> header(String name);

    /** Returns the body as it came, at most {@value HookSpec#MOST_BYTES} bytes. */
    byte[] body();
}
