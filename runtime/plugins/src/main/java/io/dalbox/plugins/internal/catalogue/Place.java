package io.dalbox.plugins.internal.catalogue;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Where an index lies, and what the addresses in it mean. An index reaches the network, or files below its own folder. */
sealed interface Place {

    /** Returns where the index itself is. */
    URI index();

    /**
     * Returns what an address in the index stands for, in full.
     *
     * @throws IllegalArgumentException if an index of this place must not name it; the message says why
     */
    URI resolve(String address);

    /** An index at a URL. */
    record Web(URI index) implements Place {

        @Override
        public URI resolve(String address) {
            URI resolved;
            try {
                resolved = index.resolve(parse(address));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + Texts.quote(address) + "' is not a URL", e);
            }
            if (!isWeb(resolved)) {
                throw new IllegalArgumentException("'" + Texts.quote(address)
                        + "' is not an http or https URL; an index on the network names no files");
            }
            return resolved;
        }
    }

    /**
     * An index in a file.
     *
     * @param file the index
     * @param root the folder below which its jars lie
     */
    record Disk(Path file, Path root) implements Place {

        @Override
        public URI index() {
            return file.toUri();
        }

        @Override
        public URI resolve(String address) {
            URI given = parse(address);
            if (isWeb(given)) {
                return given;
            }
            String path = given.getPath();
            boolean local =
                    given.getScheme() == null || "file".equals(given.getScheme().toLowerCase(Locale.ROOT));
            if (!local || given.getAuthority() != null || path == null || path.isEmpty()) {
                throw new IllegalArgumentException("'" + Texts.quote(address) + "' is neither a URL nor a file");
            }
            try {
                Path target = file.resolveSibling(path).normalize();
                if (!target.startsWith(root) || target.equals(root)) {
                    throw new IllegalArgumentException("'" + Texts.quote(address)
                            + "' leads out of the folder of the index; its files lie below " + root);
                }
                return target.toUri();
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("'" + Texts.quote(address) + "' is not a file name", e);
            }
        }
    }

    /** Returns whether an address is a URL of the network. */
    static boolean isWeb(URI address) {
        String scheme = address.getScheme();
        return scheme != null
                && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                && address.getHost() != null;
    }

    private static URI parse(String address) {
        try {
            // A space is what people write, and what no URI may have.
            return new URI(address.strip().replace(" ", "%20"));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + Texts.quote(address) + "' is not a URL", e);
        }
    }
}
