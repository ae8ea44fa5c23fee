package io.dalbox.net;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Fetches over HTTP and HTTPS under the owner's policy. The only door to the network that plugins should use.
 *
 * <p>Unless the owner allows private networks, loopback, private, link-local and other special addresses are refused. The check
 * is made on the very address that is connected to, so redirects and DNS answers that change cannot get around it. Thread-safe;
 * calls block, an interrupt of the thread ends them.
 */
@ProviderType
public interface HttpFetcher {

    /**
     * Sends the request, follows redirects, and returns once the headers of the final answer are there.
     *
     * @return the answer, whatever its status; close it
     * @throws AddressRefusedException if the owner's policy forbids the address
     * @throws IllegalArgumentException if the URL is not an absolute http or https URL; the message says why
     * @throws java.net.ProtocolException if the other side does not keep to HTTP, or redirects too often or to nowhere
     * @throws javax.net.ssl.SSLException if no secure connection can be made
     * @throws java.net.UnknownHostException if the host has no address
     * @throws IOException if the connection or the exchange fails otherwise: time-outs, resets; trying again may help
     */
    FetchResponse fetch(FetchRequest request) throws IOException;

    /**
     * Checks a URL without connecting, as far as that is possible: syntax, scheme, and the addresses of its host right now.
     *
     * @throws AddressRefusedException if the owner's policy forbids the address
     * @throws IllegalArgumentException if the URL is not an absolute http or https URL; the message says why
     * @throws IOException if the name cannot be resolved
     */
    void check(String url) throws IOException;
}
