package io.dalbox.lanes.internal.limit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads small files of the kernel. What cannot be read is a problem and no exception; what is missing is neither. */
final class KernelFiles {

    /** A limit is a line; the longest, the list of a cpuset, has some hundred characters on the largest machines. */
    private static final int MOST_OF_A_LIMIT = 4096;

    private final Path root;

    /** Files that could be read, to notice when one no longer can. */
    private final Set<String> seen = new HashSet<>();

    private boolean vanished;

    KernelFiles(Path root) {
        this.root = root;
    }

    /** Returns the text of a file that holds one limit, null when there is none. */
    @Nullable
    String limit(String file, Problems problems) {
        Content content = read(file, MOST_OF_A_LIMIT, problems);
        if (content != null && !content.whole()) {
            problems.add(file, content.text(), "a limit in at most " + MOST_OF_A_LIMIT + " bytes");
            return null;
        }
        return content == null ? null : content.text();
    }

    /** Returns the lines of a file, null when there is none; of one longer than {@code most} bytes those that fit. */
    @Nullable
    List<String> lines(String file, int most, Problems problems) {
        Content content = read(file, most, problems);
        if (content == null) {
            return null;
        }
        if (content.whole()) {
            return split(content.text());
        }
        problems.add(file + " is longer than " + most + " bytes and what follows is ignored");
        return split(content.text().substring(0, content.text().lastIndexOf('\n') + 1));
    }

    boolean isDirectory(String path) {
        try {
            return Files.isDirectory(at(path));
        } catch (InvalidPathException unheard) {
            return false;
        }
    }

    /** Begins anew with no file seen: others will be read from now on. */
    void forget() {
        seen.clear();
        vanished = false;
    }

    /** Says whether a file that could be read can no longer, since this was asked last. */
    boolean vanished() {
        boolean was = vanished;
        vanished = false;
        return was;
    }

    private @Nullable Content read(String file, int most, Problems problems) {
        try {
            Path path = at(file);
            if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
                problems.add(file + " is a directory or a device instead of a file and is ignored");
                return lost(file);
            }
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(most + 1);
                seen.add(file);
                int length = Math.min(bytes.length, most);
                return new Content(new String(bytes, 0, length, StandardCharsets.UTF_8), bytes.length <= most);
            }
        } catch (NoSuchFileException missing) {
            return lost(file);
        } catch (FileSystemException unreadable) {
            String reason = unreadable.getReason();
            problems.add(file + " cannot be read ("
                    + (reason != null ? reason : unreadable.getClass().getSimpleName()) + ") and is ignored");
            return lost(file);
        } catch (IOException | InvalidPathException unreadable) {
            problems.add(file + " cannot be read (" + unreadable.getMessage() + ") and is ignored");
            return lost(file);
        }
    }

    private @Nullable Content lost(String file) {
        vanished |= seen.remove(file);
        return null;
    }

    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    /** A mount point or a group with a name that no path can have here throws InvalidPathException. */
    private Path at(String path) {
        int name = 0;
        while (name < path.length() && path.charAt(name) == '/') {
            name++;
        }
        return root.resolve(path.substring(name));
    }

    private record Content(String text, boolean whole) {}
}
