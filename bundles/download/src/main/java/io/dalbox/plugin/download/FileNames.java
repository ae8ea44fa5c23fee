package io.dalbox.plugin.download;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes file names that every file system and every person can live with. */
final class FileNames {

    /** Leaves room for {@code (99)} and {@code .part} within the 255 bytes that file systems give a name. */
    static final int MAX_BYTES = 236;

    private static final int MAX_EXTENSION_BYTES = 24;
    private static final String FALLBACK = "download";
    private static final Pattern FORBIDDEN =
            Pattern.compile("[<>:\"|?*\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\uFFFD]+");
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?");
    private static final Pattern EDGES = Pattern.compile("^[.\\s\\p{Z}]+|[.\\s\\p{Z}]+$");

    private FileNames() {}

    /**
     * Chooses the name of what was downloaded.
     *
     * @param disposition the {@code Content-Disposition} header, if any
     * @param url what answered
     */
    static String choose(@Nullable String disposition, String url) {
        return Optional.ofNullable(disposition)
                .flatMap(ContentDisposition::fileName)
                .map(FileNames::safe)
                .filter(name -> !name.equals(FALLBACK))
                .orElseGet(() -> safe(fromUrl(url)));
    }

    /** Returns a name without folders and without what file systems or people stumble over; never empty. */
    static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = Normalizer.normalize(FORBIDDEN.matcher(last).replaceAll("_"), Normalizer.Form.NFC);
        clean = EDGES.matcher(clean).replaceAll("");
        if (clean.isEmpty() || clean.chars().allMatch(c -> c == '_')) {
            return FALLBACK;
        }
        // Windows opens a device for these, whatever their extension; shares are read there too.
        return shorten(DEVICE.matcher(clean).matches() ? "_" + clean : clean);
    }

    /** Returns {@code name} for 1, {@code name (2).ext} for 2 and so on. */
    static String numbered(String name, int number) {
        if (number == 1) {
            return name;
        }
        int dot = extension(name);
        return name.substring(0, dot) + " (" + number + ")" + name.substring(dot);
    }

    private static String fromUrl(String url) {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        String target = path < 0 ? "" : url.substring(path).split("[?#]", 2)[0];
        String last = target.substring(target.lastIndexOf('/') + 1);
        return ContentDisposition.decode(last, StandardCharsets.UTF_8).orElse(last);
    }

    private static String shorten(String name) {
        if (bytes(name) <= MAX_BYTES) {
            return name;
        }
        int dot = extension(name);
        String extension = name.substring(dot);
        StringBuilder stem = new StringBuilder(name.substring(0, dot));
        while (bytes(stem.toString()) + bytes(extension) > MAX_BYTES) {
            stem.setLength(stem.offsetByCodePoints(stem.length(), -1));
        }
        return EDGES.matcher(stem).replaceAll("") + extension;
    }

    /** Returns where the extension begins, which may be the end. {@code .tar.gz} and its like count as one. */
    private static int extension(String name) {
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || bytes(name.substring(dot)) > MAX_EXTENSION_BYTES) {
            return name.length();
        }
        return dot > 4 && name.startsWith(".tar", dot - 4) ? dot - 4 : dot;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
