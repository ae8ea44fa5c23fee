package io.dalbox.it;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Spellings of names that lead elsewhere, for some reader or other. */
final class HostilePaths {

    private HostilePaths() {}

    /**
     * Returns them.
     *
     * @param mark what every name ends with, so that what was made of it can be found
     * @param outside the absolute path of a folder that nothing may be written to or read from
     */
    static List<String> names(String mark, Path outside) {
        List<String> all = new ArrayList<>(List.of(
                // up, in every encoding
                "../" + mark,
                "../../" + mark,
                "../".repeat(12) + "tmp/" + mark,
                "a/../../" + mark,
                "a/b/../../../" + mark,
                "./../" + mark,
                "..",
                ".",
                "...",
                "..../" + mark,
                "....//" + mark,
                "..;/" + mark,
                "..;a=b/" + mark,
                "..%2f" + mark,
                "..%2F..%2F" + mark,
                "%2e%2e/" + mark,
                "%2e%2e%2f" + mark,
                "%2E%2E%5C" + mark,
                ".%2e/" + mark,
                "%252e%252e%252f" + mark,
                "%25252e%25252e%25252f" + mark,
                "%c0%ae%c0%ae%c0%af" + mark,
                "%e0%80%ae%e0%80%ae/" + mark,
                "%uff0e%uff0e%u2215" + mark,
                "%u002e%u002e/" + mark,
                "&#46;&#46;&#47;" + mark,
                "\\u002e\\u002e\\u002f" + mark,
                "..\\" + mark,
                "..\\..\\" + mark,
                "..%5c" + mark,
                "..\\/" + mark,
                "/..\\../" + mark,
                "．．／" + mark,
                "．．/" + mark,
                "‥/" + mark,
                "․․/" + mark,
                "..∕" + mark,
                "..⁄" + mark,
                "..＼" + mark,
                "..\u2024/" + mark,
                // absolute
                outside + "/" + mark,
                "/" + outside + "/" + mark,
                "//" + outside + "/" + mark,
                "file://" + outside + "/" + mark,
                "file:" + outside + "/" + mark,
                "~/" + mark,
                "~root/" + mark,
                "$HOME/" + mark,
                "${HOME}/" + mark,
                "$(touch " + mark + ")",
                "`touch " + mark + "`",
                "; touch " + mark,
                "| touch " + mark,
                // another storage, or none
                "media:/../" + mark,
                "data:/" + mark,
                "home:/" + mark,
                "media:/media:/../" + mark,
                "MEDIA:/" + mark,
                "media://" + mark,
                // Windows
                "C:\\" + mark,
                "C:/" + mark,
                "C:" + mark,
                "\\\\server\\share\\" + mark,
                "//server/share/" + mark,
                "\\\\?\\C:\\" + mark,
                "\\\\.\\pipe\\" + mark,
                "con",
                "CON." + mark,
                "aux.txt",
                "nul",
                "com1." + mark,
                "lpt¹." + mark,
                mark + "::$DATA",
                mark + ":stream",
                mark + ".",
                mark + "...",
                mark + " ",
                " " + mark,
                mark + "/",
                mark + "//x",
                mark + "/./x",
                mark + "\u00a0",
                // what ends or hides a name
                mark + "\0.txt",
                "\0" + mark,
                mark + "%00.txt",
                mark + "\n.txt",
                mark + "\r\nX: y",
                mark + "\t.txt",
                mark + "\u001b[2J",
                mark + "\u007f",
                mark + "\u0085",
                mark + "\u202egnp.exe",
                mark + "\u200b",
                mark + "\u2028x",
                "\ufeff" + mark,
                mark + "\ud800",
                mark + "\ufffd",
                "-rf " + mark,
                "." + mark,
                ".ssh/" + mark,
                mark + ".part",
                mark + "?x=1",
                mark + "#x",
                mark + "*",
                mark + "<>|\"",
                "'; DROP TABLE task; --" + mark,
                // too long
                mark + "x".repeat(300),
                (mark + "/").repeat(200),
                "a/".repeat(600) + mark,
                "../".repeat(900) + mark,
                mark + "\u00e9".repeat(200)));
        return List.copyOf(all);
    }

    /** Returns a name as a part of a URL. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns a name as a path of a request: encoded once, encoded twice, and as it is unless it would end the line. */
    static List<String> targets(String name) {
        String once = encoded(name);
        String twice = once.replace("%", "%25");
        return name.matches("(?s).*[\r\n].*") ? List.of(once, twice) : List.of(once, twice, name);
    }
}
