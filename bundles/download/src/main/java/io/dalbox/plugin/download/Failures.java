package io.dalbox.plugin.download;

import io.dalbox.net.AddressRefusedException;
import io.dalbox.net.FetchResponse;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.nio.file.FileSystemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Tells failures that may pass from those that will not, and says both in plain words. */
final class Failures {

    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

    private Failures() {}

    /** Returns whether trying again later may help. */
    static boolean passing(IOException e) {
        return switch (e) {
            case StatusException status -> PASSING.contains(status.status());
            case AddressRefusedException _,
                    ProtocolException _,
                    SSLPeerUnverifiedException _,
                    SourceChangedException _ -> false;
            // Either the certificate or the protocol is wrong, or the connection just broke while shaking hands.
            case SSLHandshakeException broken ->
                broken.getCause() instanceof EOFException || broken.getCause() instanceof SocketException;
            // The file system's, not the network's.
            case FileSystemException _, DiskException _ -> false;
            default -> true;
        };
    }

    /** Returns the failure that an answer means. */
    static StatusException status(FetchResponse response) {
        String host = Words.host(response.url());
        String said = switch (response.status()) {
            case 401 -> "wants a login (401); give an Authorization header";
            case 403 -> "does not allow it (403); the link may have expired, or needs a login or other headers";
            case 404 -> "has no such file (404); check the link";
            case 407 -> "wants a login at a proxy (407)";
            case 410 -> "says the file is gone for good (410)";
            case 416 -> "cannot continue the file at this place (416)";
            case 429 -> "says there were too many requests (429); it may work again later";
            case 451 -> "may not give the file for legal reasons (451)";
            case 500, 502, 503, 504 -> "has a problem of its own (" + response.status() + "); it may work again later";
            default -> "answered with status " + response.status();
        };
        return new StatusException(
                response.status(), host + " " + said, retryAfter(response).orElse(Duration.ZERO));
    }

    /** RFC 9110, section 10.2.3: seconds or a date. */
    static Optional<Duration> retryAfter(FetchResponse response) {
        return response.header("Retry-After").flatMap(value -> {
            try {
                return value.strip().matches("[0-9]{1,9}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())))
                        : Optional.of(Duration.between(
                                Instant.now(),
                                ZonedDateTime.parse(
                                                value.strip(),
                                                DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                                        .toInstant()));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    static String words(Throwable e) {
        String message = e.getMessage();
        if (e instanceof SSLException) {
            return "The secure connection failed, perhaps because the server's certificate is not valid: " + message;
        }
        return message == null || message.isBlank()
                ? "the connection failed (" + e.getClass().getSimpleName() + ")"
                : message;
    }
}
