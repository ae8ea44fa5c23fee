package io.dalbox.plugins.internal.catalogue;

import io.dalbox.action.ActionException;
import io.dalbox.net.AddressRefusedException;
import io.dalbox.net.FetchRequest;
import io.dalbox.net.FetchResponse;
import io.dalbox.net.HttpFetcher;
import io.dalbox.plugins.JarFetcher;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches jars over HTTP. How large one may be is for whoever takes it to say. */
@Component(service = JarFetcher.class)
public final class HttpJars implements JarFetcher {

    private static final Logger LOG = LoggerFactory.getLogger(HttpJars.class);

    private final HttpFetcher fetcher;

    /** Jars through a fetcher. */
    @Activate
    public HttpJars(@Reference HttpFetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public Fetched fetch(String url) {
        FetchResponse response;
        try {
            response = fetcher.fetch(FetchRequest.get(url));
        } catch (AddressRefusedException e) {
            throw new ActionException(ActionException.Kind.FORBIDDEN, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new ActionException(ActionException.Kind.INVALID, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new ActionException(ActionException.Kind.INVALID, "The address could not be read: " + e.getMessage());
        }
        Answer answer = new Answer(response);
        if (response.status() != 200) {
            answer.close();
            throw new ActionException(
                    ActionException.Kind.INVALID, "The server answered " + response.status() + " for this address.");
        }
        return answer;
    }

    private record Answer(FetchResponse response) implements Fetched {
        @Override
        public InputStream content() {
            return new Incoming(response.body());
        }

        @Override
        public String fileName() {
            String path = Objects.requireNonNullElse(URI.create(response.url()).getPath(), "");
            String name = path.substring(path.lastIndexOf('/') + 1);
            return name.isEmpty() ? "plugin.jar" : name;
        }

        @Override
        public void close() {
            try {
                response.close();
            } catch (IOException e) {
                // What was read is read; the connection ends by itself.
                LOG.debug("The connection to {} did not close", response.url(), e);
            }
        }
    }

    /** Tells the failure of the other side from one of our own disk. */
    private static final class Incoming extends FilterInputStream {

        Incoming(InputStream in) {
            super(in);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException e) {
                throw new ActionException(
                        ActionException.Kind.UNAVAILABLE,
                        "The server broke off while it sent the jar: " + e.getMessage() + ". Try again.");
            }
        }
    }
}
