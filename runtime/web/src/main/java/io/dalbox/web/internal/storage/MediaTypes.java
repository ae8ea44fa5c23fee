package io.dalbox.web.internal.storage;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a file is, by the end of its name. What nobody knows is bytes. */
final class MediaTypes {

    static final String BYTES = "application/octet-stream";

    private static final String TEXT = "text/plain; charset=utf-8";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("bmp", "image/bmp"),
            Map.entry("heic", "image/heic"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("tif", "image/tiff"),
            Map.entry("tiff", "image/tiff"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("aac", "audio/aac"),
            Map.entry("flac", "audio/flac"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("opus", "audio/ogg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("mka", "audio/x-matroska"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("m4v", "video/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("mkv", "video/x-matroska"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("avi", "video/x-msvideo"),
            Map.entry("mpg", "video/mpeg"),
            Map.entry("mpeg", "video/mpeg"),
            Map.entry("ts", "video/mp2t"),
            Map.entry("ogv", "video/ogg"),
            Map.entry("txt", TEXT),
            Map.entry("log", TEXT),
            Map.entry("md", TEXT),
            Map.entry("csv", TEXT),
            Map.entry("srt", TEXT),
            Map.entry("ass", TEXT),
            Map.entry("nfo", TEXT),
            Map.entry("yaml", TEXT),
            Map.entry("yml", TEXT),
            Map.entry("ini", TEXT),
            Map.entry("vtt", "text/vtt; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("xml", "application/xml"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("htm", "text/html; charset=utf-8"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("epub", "application/epub+zip"),
            Map.entry("zip", "application/zip"),
            Map.entry("gz", "application/gzip"),
            Map.entry("7z", "application/x-7z-compressed"),
            Map.entry("tar", "application/x-tar"));

    /** What a browser may show itself, without ever running it. A picture in SVG can carry scripts. */
    private static final Set<String> SHOWN = Set.of(TEXT, "text/vtt; charset=utf-8", "application/pdf");

    private MediaTypes() {}

    static String of(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? BYTES : TYPES.getOrDefault(name.substring(dot + 1).toLowerCase(Locale.ROOT), BYTES);
    }

    static boolean shown(String type) {
        boolean media = type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/");
        return SHOWN.contains(type) || (media && !type.equals("image/svg+xml"));
    }
}
