package io.dalbox.outbound;

import io.dalbox.net.FetchResponse;
import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Posts to other servers through the same door as {@link io.dalbox.net.HttpFetcher}: the address that was checked is the one that
 * is connected to. A service; thread-safe; calls block, an interrupt of the thread ends them.
 */
@ProviderType
public interface Outbound {

    /**
     * Sends the body and returns once the headers of the answer are there. Redirects are answers like any other: not followed.
     * Throws as {@link io.dalbox.net.HttpFetcher#fetch}.
     *
     * @return the answer, whatever its status; close it
     */
    FetchResponse post(Post post) throws IOException;

    /**
     * Checks an address without connecting. Throws as {@link io.dalbox.net.HttpFetcher#check}.
     *
     * @param privateAllowed whether addresses that are not of the public Internet may pass
     */
    void check(String url, boolean privateAllowed) throws IOException;
}
