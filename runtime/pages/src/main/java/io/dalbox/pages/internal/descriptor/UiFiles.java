package io.dalbox.pages.internal.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Finds the files of a {@code dalbox/ui} folder wherever an author may point to. */
public final class UiFiles {

    /** Where descriptors lie in a bundle. */
    public static final String FOLDER = "dalbox/ui";

    /** No plugin needs more pages; a jar made to be large is not read to its end. */
    public static final int MOST_FILES = 100;

    private UiFiles() {}

    /** Returns whether a file of the folder is one of ours, by its name. */
    public static boolean isDescriptor(String path) {
        return path.endsWith(".yaml") || path.endsWith(".yml") || path.endsWith(".json") || path.endsWith(".peb");
    }

    /** Reads a file as far as it may be long; one byte more shows the checker that it is too long. */
    public static String text(InputStream in) throws IOException {
        return new String(in.readNBytes(YamlReader.MAX_BYTES + 1), StandardCharsets.UTF_8);
    }

    static SortedMap<String, String> read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return folder(path);
        }
        if (path.toString().endsWith(".jar")) {
            return jar(path);
        }
        SortedMap<String, String> file = new TreeMap<>();
        add(file, path.toString(), path);
        return file;
    }

    /** A plugin's project, its resources, or the folder itself. */
    private static SortedMap<String, String> folder(Path folder) throws IOException {
        Path start = folder;
        for (String inside : List.of("src/main/resources/" + FOLDER, FOLDER)) {
            if (Files.isDirectory(folder.resolve(inside))) {
                start = folder.resolve(inside);
                break;
            }
        }
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(start, 4)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                if (isDescriptor(path.toString()) && files.size() < MOST_FILES) {
                    add(files, path.toString(), path);
                }
            }
        }
        return files;
    }

    private static SortedMap<String, String> jar(Path jar) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> entry.getName().startsWith(FOLDER + "/") && isDescriptor(entry.getName()))
                    .limit(MOST_FILES)
                    .toList();
            for (ZipEntry entry : entries) {
                try (InputStream in = zip.getInputStream(entry)) {
                    files.put(entry.getName(), text(in));
                }
            }
        }
        return files;
    }

    private static void add(SortedMap<String, String> files, String name, Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            files.put(name, text(in));
        }
    }
}
