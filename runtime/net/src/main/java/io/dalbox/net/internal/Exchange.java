package io.dalbox.net.internal;

import io.dalbox.net.FetchResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** An answer on its own connection. Closing closes the socket below TLS and framing: at once, whoever reads or writes. */
final class Exchange implements FetchResponse {

    private final WebUrl url;
    private final Socket socket;
    private final ClassicHttpResponse response;
    private final InputStream body;

    Exchange(WebUrl url, Socket socket, ClassicHttpResponse response, Duration idleTimeout) throws IOException {
        this.url = url;
        this.socket = socket;
        this.response = response;
        HttpEntity entity = response.getEntity();
        this.body = entity == null ? InputStream.nullInputStream() : new Body(entity.getContent(), idleTimeout);
    }

    @Override
    public int status() {
        return response.getCode();
    }

    @Override
    public String url() {
        return url.toString();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Reads through; closing it gives the connection up instead of reading the rest. */
    private final class Body extends InputStream {

        private final InputStream in;
        private final Duration idleTimeout;

        Body(InputStream in, Duration idleTimeout) {
            this.in = in;
            this.idleTimeout = idleTimeout;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                throw Broken.inWords(url, idleTimeout, e);
            }
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            Exchange.this.close();
        }
    }
}
