package io.dalbox.plugin.ocr.input;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** What a file is, by its first bytes: names lie. */
public enum Format {
    /** Portable Network Graphics, also animated: the picture that programs show which know no animation. */
    PNG,
    /** JPEG, also in CMYK. */
    JPEG,
    /** The first picture of one that moves. */
    GIF,
    /** Windows bitmap. */
    BMP,
    /** Each of its pictures is a page. */
    TIFF,
    /** WebP. */
    WEBP,
    /** Portable Document Format. */
    PDF,
    /** By its name alone: ffmpeg knows more of those than we. */
    VIDEO,
    /** None of these. */
    UNKNOWN;

    /** How many bytes decide. */
    static final int HEAD = 1024;

    private static final Set<String> VIDEOS = Set.of(
            "3gp", "avi", "flv", "m2ts", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "mts", "ogv", "ts", "vob", "webm",
            "wmv");

    /** How files end that are worth looking into. */
    private static final Set<String> OTHERS =
            Set.of("png", "apng", "jpg", "jpeg", "jpe", "gif", "bmp", "tif", "tiff", "webp", "pdf");

    static Format of(byte[] head, String name) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return GIF;
        }
        if (text.startsWith("II*\0")
                || text.startsWith("MM\0*")
                || text.startsWith("II+\0")
                || text.startsWith("MM\0+")) {
            return TIFF;
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return WEBP;
        }
        if (text.contains("%PDF-")) {
            return PDF;
        }
        if (VIDEOS.contains(ending(name))) {
            return VIDEO;
        }
        return text.startsWith("BM") ? BMP : UNKNOWN;
    }

    /** Returns whether a file of such a name may have text in it, for who goes through folders. */
    public static boolean worthALook(String name, boolean videos) {
        return OTHERS.contains(ending(name)) || videos && VIDEOS.contains(ending(name));
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
