package io.dalbox.net.internal;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Says in words what happened to a connection. */
final class Broken {

    private Broken() {}

    /** Returns a failure of the same meaning whose message names the server; others are returned as they are. */
    static IOException inWords(WebUrl url, Duration idle, IOException e) {
        String server = url.origin();
        IOException clear = switch (e) {
            case SocketTimeoutException _ ->
                new SocketTimeoutException(server + " has been silent for "
                        + (idle.toSeconds() > 0 ? idle.toSeconds() + " seconds" : idle.toMillis() + " milliseconds"));
            case NoHttpResponseException _ -> new EOFException(server + " ended the connection without an answer");
            case ConnectionClosedException _, MalformedChunkCodingException _ ->
                new EOFException(server + " ended the connection before the end: " + e.getMessage());
            case SocketException _ -> new SocketException("The connection to " + server + " broke: " + e.getMessage());
            default -> e;
        };
        if (clear != e) {
            clear.initCause(e);
        }
        return clear;
    }
}
