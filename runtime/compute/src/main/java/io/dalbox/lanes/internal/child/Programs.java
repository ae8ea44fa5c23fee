package io.dalbox.lanes.internal.child;

import io.dalbox.compute.ChildException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds programs. */
final class Programs {

    /** What a shell assumes when there is no {@code PATH}. */
    static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private Programs() {}

    /**
     * Returns the absolute path of a program.
     *
     * @param path folders, divided by colons; relative ones are passed over, since they would depend on the working folder
     * @throws ChildException if there is none; the message says where it was looked for and what to install
     */
    static Path find(String program, String path, String packageName) throws ChildException {
        List<Path> places = new ArrayList<>();
        try {
            if (program.startsWith("/")) {
                places.add(Path.of(program));
            } else {
                for (String folder : path.split(":")) {
                    if (folder.startsWith("/")) {
                        places.add(Path.of(folder, program));
                    }
                }
            }
        } catch (InvalidPathException unspeakable) {
            throw missing("\"" + program + "\" cannot be a file's name: " + unspeakable.getReason());
        }
        return first(places, file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .orElseThrow(() -> missing(describe(program, places, packageName)));
    }

    private static Optional<Path> first(List<Path> places, Predicate<Path> good) {
        return places.stream().filter(good).findFirst();
    }

    private static String describe(String program, List<Path> places, String packageName) {
        return first(places, Files::isRegularFile)
                .map(file -> "The program " + file
                        + " may not be executed by this user: change its permissions (chmod +x), or"
                        + " install the package " + packageName + " anew")
                .orElseGet(() -> program.startsWith("/")
                        ? "There is no program " + program + ": install the package " + packageName
                        : "The program \"" + program + "\" is in none of " + folders(places) + ": install the package "
                                + packageName);
    }

    private static String folders(List<Path> places) {
        return String.join(
                ", ",
                places.stream().map(file -> String.valueOf(file.getParent())).toList());
    }

    private static ChildException missing(String message) {
        return new ChildException(ChildException.Kind.NOT_FOUND, message, "");
    }
}
