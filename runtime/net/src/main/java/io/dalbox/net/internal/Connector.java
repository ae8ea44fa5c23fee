package io.dalbox.net.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/** Does one exchange on a connection of its own, to addresses that were checked. */
final class Connector {

    private static final int CONNECT_MILLIS = 10_000;
    private static final Http1Config HTTP = Http1Config.custom()
            .setBufferSize(16 * 1024)
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(200)
            .setMaxEmptyLineCount(5)
            .build();

    private final Supplier<SSLSocketFactory> tls;

    /** With where TLS comes from; asked only when the first https connection is made, since it takes a while to set up. */
    Connector(Supplier<SSLSocketFactory> tls) {
        this.tls = tls;
    }

    Exchange connect(
            WebUrl url,
            List<InetAddress> addresses,
            String method,
            Map<String, String> headers,
            byte @Nullable [] body,
            Duration idleTimeout)
            throws IOException {
        Socket socket = open(url, addresses);
        try {
            socket.setSoTimeout(Math.toIntExact(Math.clamp(idleTimeout.toMillis(), 1, Integer.MAX_VALUE)));
            socket.setTcpNoDelay(true);
            DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(
                    HTTP,
                    StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE),
                    StandardCharsets.UTF_8.newEncoder());
            if (url.secure()) {
                connection.bind(secure(url, socket), socket);
            } else {
                connection.bind(socket);
            }
            return new Exchange(
                    url, socket, exchange(url, connection, request(url, method, headers, body)), idleTimeout);
        } catch (IOException e) {
            closeQuietly(socket, e);
            throw Broken.inWords(url, idleTimeout, e);
        } catch (RuntimeException e) {
            closeQuietly(socket, e);
            throw e;
        }
    }

    private static Socket open(WebUrl url, List<InetAddress> addresses) throws IOException {
        @Nullable IOException failure = null;
        for (InetAddress address : addresses) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                socket.connect(new InetSocketAddress(address, url.port()), CONNECT_MILLIS);
                return socket;
            } catch (IOException e) {
                closeQuietly(socket, e);
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                failure = e;
            }
        }
        ConnectException clear = new ConnectException("No connection to " + url.origin() + ": "
                + (failure instanceof SocketTimeoutException ? "no answer within 10 seconds" : reason(failure)));
        clear.initCause(failure);
        throw clear;
    }

    private static String reason(@Nullable Throwable failure) {
        return failure == null || failure.getMessage() == null ? "it has no address" : failure.getMessage();
    }

    private SSLSocket secure(WebUrl url, Socket socket) throws IOException {
        SSLSocket secured = (SSLSocket) tls.get().createSocket(socket, url.host(), url.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static ClassicHttpRequest request(
            WebUrl url, String method, Map<String, String> headers, byte @Nullable [] body) {
        BasicClassicHttpRequest request = new BasicClassicHttpRequest(method, url.target());
        headers.forEach(request::addHeader);
        if (body != null) {
            request.addHeader("Content-Length", body.length);
            request.setEntity(new ByteArrayEntity(body, null));
        }
        return request;
    }

    private static ClassicHttpResponse exchange(
            WebUrl url, DefaultBHttpClientConnection connection, ClassicHttpRequest request) throws IOException {
        try {
            connection.sendRequestHeader(request);
            if (request.getEntity() != null) {
                connection.sendRequestEntity(request);
            }
            connection.flush();
            ClassicHttpResponse response = connection.receiveResponseHeader();
            while (response.getCode() < 200) {
                response = connection.receiveResponseHeader();
            }
            if (hasBody(request.getMethod(), response.getCode())) {
                connection.receiveResponseEntity(response);
            }
            return response;
        } catch (HttpException e) {
            ProtocolException clear =
                    new ProtocolException(url.origin() + " does not speak proper HTTP: " + e.getMessage());
            clear.initCause(e);
            throw clear;
        }
    }

    private static boolean hasBody(String method, int status) {
        return !method.equals("HEAD") && status != 204 && status != 304;
    }

    private static void closeQuietly(Socket socket, Throwable reason) {
        try {
            socket.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
