package io.dalbox.plugin.download;

import io.dalbox.net.FetchRequest;
import io.dalbox.net.FetchResponse;
import io.dalbox.net.HttpFetcher;
import io.dalbox.plugin.download.Checkpoint.Source;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks the server for the file or a range of it, and makes sure that it is the same file each time. Thread-safe. */
final class Origin {

    private static final Pattern RANGE = Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

    private final HttpFetcher fetcher;
    private final String url;
    private final Map<String, String> headers;
    private final Duration idle;
    private volatile @Nullable String shortcut;

    Origin(HttpFetcher fetcher, DownloadInput input, Duration idle) {
        this.fetcher = fetcher;
        this.url = input.url();
        this.headers = input.sent();
        this.idle = idle;
    }

    /** Asks for the whole file. */
    FetchResponse whole() throws IOException {
        FetchResponse response = ask(url, Map.of());
        if (response.status() != 200) {
            throw refused(response);
        }
        // Headers may be meant for the first server only, so whoever gives some asks that one each time.
        shortcut = headers.isEmpty() ? response.url() : null;
        return response;
    }

    /**
     * Asks for what is missing of a segment.
     *
     * @param direct whether to skip the redirects that were followed before; a link behind them may have run out since
     * @throws SourceChangedException if the file is not the same any more, or the server does not send ranges
     */
    FetchResponse range(Source source, Segment segment, boolean direct) throws IOException {
        Map<String, String> range = new HashMap<>();
        range.put("Range", "bytes=" + segment.position() + "-" + (segment.end() < 0 ? "" : segment.end() - 1));
        String validator = source.validator();
        if (validator != null) {
            range.put("If-Range", validator);
        }
        String known = shortcut;
        FetchResponse response = ask(direct && known != null ? known : url, range);
        switch (response.status()) {
            case 206 -> {
                try {
                    checkRange(source, segment, response);
                    return response;
                } catch (IOException e) {
                    response.close();
                    throw e;
                }
            }
            case 200 -> {
                response.close();
                throw new SourceChangedException("The server sent the whole file instead of the missing part");
            }
            case 412, 416 -> {
                response.close();
                throw new SourceChangedException("The server does not have the missing part any more");
            }
            default -> throw refused(response);
        }
    }

    /** Reads what the server says of the file. */
    static Source describe(FetchResponse response) {
        long size = response.header("Content-Length")
                .filter(length -> length.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
        // Framed by chunks, the length header does not count (RFC 9112, section 6.3).
        boolean chunked = response.header("Transfer-Encoding").isPresent();
        boolean encoded = response.header("Content-Encoding")
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .isPresent();
        boolean ranges = response.header("Accept-Ranges")
                .filter(units -> units.toLowerCase(java.util.Locale.ROOT).contains("bytes"))
                .isPresent();
        String mime = response.header("Content-Type")
                .map(type -> type.split(";", 2)[0].strip())
                .filter(type -> type.matches("[\\w!#$&^.+-]{1,80}/[\\w!#$&^.+-]{1,80}"))
                .orElse("application/octet-stream");
        return new Source(
                chunked ? -1 : size,
                ranges && !encoded,
                response.header("ETag").orElse(null),
                response.header("Last-Modified").orElse(null),
                mime);
    }

    private FetchResponse ask(String from, Map<String, String> more) throws IOException {
        Map<String, String> sent = new HashMap<>(headers);
        sent.putAll(more);
        try {
            return fetcher.fetch(FetchRequest.get(from).withHeaders(sent).withIdleTimeout(idle));
        } catch (IllegalArgumentException e) {
            ProtocolException clear = new ProtocolException(String.valueOf(e.getMessage()));
            clear.initCause(e);
            throw clear;
        }
    }

    private static void checkRange(Source source, Segment segment, FetchResponse response)
            throws SourceChangedException {
        Matcher range = RANGE.matcher(response.header("Content-Range").orElse(""));
        if (!range.matches() || Long.parseLong(range.group(1)) != segment.position()) {
            throw new SourceChangedException("The server sent another part than the missing one");
        }
        boolean sameSize =
                range.group(3).equals("*") || source.size() < 0 || Long.parseLong(range.group(3)) == source.size();
        Optional<String> etag = response.header("ETag");
        boolean sameTag = source.etag() == null || etag.isEmpty() || Objects.equals(etag.get(), source.etag());
        if (!sameSize || !sameTag) {
            throw new SourceChangedException("The file on the server has changed");
        }
    }

    private static StatusException refused(FetchResponse response) throws IOException {
        try (response) {
            return Failures.status(response);
        }
    }
}
