package io.dalbox.web.internal.storage;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.Storages;
import io.dalbox.web.internal.http.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One answer with the bytes of a file: all, a part (RFC 9110, 14), or that they are the same as before (13).
 *
 * <p>What a browser could run is never given to it as a page of this origin: it is saved, and a policy takes everything from it.
 */
final class FileContent {

    private static final int BUFFER = 64 << 10;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    private final Storages storages;
    private final FileInfo info;
    private final HttpServletRequest request;
    private final boolean download;
    private final String tag;
    private final Instant modified;

    FileContent(Storages storages, FileInfo info, HttpServletRequest request, boolean download) {
        this.storages = storages;
        this.info = info;
        this.request = request;
        this.download = download;
        this.tag = "\"%x-%x%09x\""
                .formatted(
                        info.size(),
                        info.modified().getEpochSecond(),
                        info.modified().getNano());
        this.modified = info.modified().truncatedTo(ChronoUnit.SECONDS);
    }

    Answer answer() throws IOException {
        if (unchanged()) {
            return response -> {
                common(response);
                response.setStatus(304);
            };
        }
        ByteRange range = ByteRange.of(rangeIsOfThis() ? request.getHeader("Range") : null, info.size());
        if (range.outside()) {
            return response -> {
                common(response);
                response.setStatus(416);
                response.setHeader("Content-Range", "bytes */" + info.size());
            };
        }
        boolean head = request.getMethod().equals("HEAD");
        // Opened before the answer begins: afterwards nothing could be said about a file that has gone.
        FileChannel file = storages.open(info.path(), Set.of(StandardOpenOption.READ));
        return response -> {
            try (file) {
                describe(response, range);
                if (!head) {
                    copy(file, range, response.getOutputStream());
                }
            }
        };
    }

    private void describe(HttpServletResponse response, ByteRange range) {
        common(response);
        response.setStatus(range.whole() ? 200 : 206);
        String type = MediaTypes.of(info.path().name());
        response.setContentType(type);
        response.setContentLengthLong(range.length());
        if (!range.whole()) {
            long last = range.first() + range.length() - 1;
            response.setHeader("Content-Range", "bytes " + range.first() + "-" + last + "/" + info.size());
        }
        boolean shown = MediaTypes.shown(type);
        if (!shown) {
            response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        }
        String name =
                URLEncoder.encode(info.path().name(), StandardCharsets.UTF_8).replace("+", "%20");
        response.setHeader(
                "Content-Disposition", (shown && !download ? "inline" : "attachment") + "; filename*=UTF-8''" + name);
    }

    private void common(HttpServletResponse response) {
        response.setHeader("ETag", tag);
        response.setHeader("Last-Modified", HTTP_DATE.format(modified.atOffset(ZoneOffset.UTC)));
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Cache-Control", "private, no-cache");
    }

    private boolean unchanged() {
        String known = request.getHeader("If-None-Match");
        if (known != null) {
            return Arrays.stream(known.split(","))
                    .map(one -> one.strip().replaceFirst("^W/", ""))
                    .anyMatch(one -> one.equals("*") || one.equals(tag));
        }
        Instant since = date(request.getHeader("If-Modified-Since"));
        return since != null && !modified.isAfter(since);
    }

    private boolean rangeIsOfThis() {
        String condition = request.getHeader("If-Range");
        return condition == null || condition.equals(tag) || modified.equals(date(condition));
    }

    private static @Nullable Instant date(@Nullable String header) {
        try {
            return header == null ? null : HTTP_DATE.parse(header, Instant::from);
        } catch (DateTimeParseException e) {
            // A condition that cannot be read is none.
            return null;
        }
    }

    private static void copy(FileChannel file, ByteRange range, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long at = range.first();
        long left = range.length();
        while (left > 0) {
            buffer.clear().limit((int) Math.min(BUFFER, left));
            int read = file.read(buffer, at);
            if (read < 0) {
                throw new IOException("The file has become shorter while it was sent");
            }
            out.write(buffer.array(), 0, read);
            at += read;
            left -= read;
        }
    }
}
