package io.dalbox.plugins.internal.catalogue;

import io.dalbox.net.AddressRefusedException;
import io.dalbox.net.FetchRequest;
import io.dalbox.net.FetchResponse;
import io.dalbox.net.HttpFetcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of indexes, within bounds of size and time. */
final class Documents {

    /** Ten thousand plugins with their changelogs fit well. */
    static final int LARGEST = 16 << 20;

    private static final Duration IDLE = Duration.ofSeconds(15);

    /** For the whole of it: one that trickles must not hold anybody up for ever. */
    private static final Duration WHOLE = Duration.ofSeconds(60);

    private final HttpFetcher fetcher;

    Documents(HttpFetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** Returns whether an address is a file's. */
    static boolean isFile(String address) {
        return address.startsWith("/");
    }

    /**
     * Returns the folder below which the files of a source lie, without links.
     *
     * @param address of the source
     */
    static Path root(String address) throws IOException {
        Path parent = Path.of(address).toAbsolutePath().normalize().getParent();
        if (parent == null) {
            throw new IOException("an index lies in a folder");
        }
        return parent.toRealPath();
    }

    /**
     * Reads from the network.
     *
     * @param etag of what is kept; a server that still has it sends nothing
     */
    Document web(String url, @Nullable String etag) throws IndexException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/xml, application/json, */*;q=0.5");
        if (etag != null) {
            headers.put("If-None-Match", etag);
        }
        try (FetchResponse response =
                fetcher.fetch(FetchRequest.get(url).withHeaders(headers).withIdleTimeout(IDLE))) {
            Place.Web place = new Place.Web(URI.create(response.url()));
            if (secure(URI.create(url)) && !secure(place.index())) {
                throw new IndexException(
                        "The address " + Texts.quote(url) + " leads from https to http, where anybody on the"
                                + " way could change the index. Give the address that it leads to, if you mean it.");
            }
            if (response.status() == 304 && etag != null) {
                return new Document(place, null, etag);
            }
            if (response.status() != 200) {
                throw new IndexException("The server answered " + response.status() + " for " + Texts.quote(url)
                        + ". Check the address.");
            }
            byte[] content = all(response.body());
            return new Document(place, content, response.header("ETag").orElse(null));
        } catch (AddressRefusedException | IllegalArgumentException e) {
            throw new IndexException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new IndexException("The index could not be read: " + e.getMessage());
        }
    }

    /**
     * Reads a file.
     *
     * @param root the folder that it must lie below, without links
     */
    Document file(Path file, Path root) throws IndexException {
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(root)) {
                throw new IndexException("The file " + file + " is a link that leads out of " + root
                        + ", and such links are not followed.");
            }
            if (!Files.isRegularFile(real)) {
                throw new IndexException(
                        file + " is no file. Name the index itself, such as " + file.resolve("index.xml") + ".");
            }
            try (InputStream in = Files.newInputStream(real)) {
                return new Document(new Place.Disk(real, root), all(in), null);
            }
        } catch (java.nio.file.NoSuchFileException e) {
            throw new IndexException("There is no file " + file + " on the server.");
        } catch (IOException | InvalidPathException e) {
            throw new IndexException(
                    "The file " + file + " cannot be read: " + e.getMessage() + ". Give Dalbox the right to read it.");
        }
    }

    private static boolean secure(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    private static byte[] all(InputStream in) throws IOException, IndexException {
        long end = System.nanoTime() + WHOLE.toNanos();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 << 10];
        int count;
        while ((count = in.read(buffer)) >= 0) {
            out.write(buffer, 0, count);
            if (out.size() > LARGEST) {
                throw new IndexException("The index is larger than 16 MiB, which is more than is taken.");
            }
            if (System.nanoTime() - end > 0) {
                throw new IndexException(
                        "The server took longer than " + WHOLE.toSeconds() + " seconds. Try again later.");
            }
        }
        return out.toByteArray();
    }
}
