package io.dalbox.plugins.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Changes jars behind the back of whoever signed them. */
public final class Zips {

    private Zips() {}

    /** Returns the jar with one entry more, or another content of one. */
    public static byte[] with(byte[] jar, String name, String content) {
        return change(jar, entries -> entries.put(name, content.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the jar without an entry. */
    public static byte[] without(byte[] jar, String name) {
        return change(jar, entries -> {
            if (entries.remove(name) == null) {
                throw new IllegalArgumentException(entries.keySet().toString());
            }
        });
    }

    /** Returns a jar of entries. */
    public static byte[] of(Map<String, String> entries) {
        return change(
                new byte[0],
                all -> entries.forEach((name, content) -> all.put(name, content.getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] change(byte[] jar, Consumer<Map<String, byte[]>> change) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
            change.accept(entries);
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
