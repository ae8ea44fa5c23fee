package io.dalbox.plugins.internal.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of certificates that are trusted: files {@code *.pem} and {@code *.crt}, each with one certificate or several. The files
 * are the truth, so they are looked at each time; only what changed is read. A file that cannot be read is told, and trusts nobody.
 * Thread-safe.
 */
public final class TrustFolder {

    private final Path folder;
    private final Consumer<String> complaints;
    private String stamp = "";
    private List<Entry> entries = List.of();

    /** A folder, which may be missing; {@code complaints} hears once of what cannot be read. */
    public TrustFolder(Path folder, Consumer<String> complaints) {
        this.folder = folder;
        this.complaints = complaints;
    }

    /**
     * A certificate in a file, or a file that holds none.
     *
     * @param file its name
     * @param certificate what is trusted; {@code null} if nothing is
     * @param problem why nothing is; {@code null} if all is well
     */
    public record Entry(
            String file,
            @Nullable X509Certificate certificate,
            @Nullable String problem) {}

    /** Returns where it is. */
    public Path folder() {
        return folder;
    }

    /** Returns what is in the folder now. */
    public synchronized List<Entry> entries() {
        List<Path> files = files();
        String now = files.stream().map(TrustFolder::stamp).collect(Collectors.joining("\n"));
        if (!now.equals(stamp)) {
            entries = files.stream().flatMap(this::read).toList();
            stamp = now;
        }
        return entries;
    }

    /** Returns the certificates that are trusted now. */
    public List<X509Certificate> certificates() {
        List<X509Certificate> trusted = new ArrayList<>();
        for (Entry entry : entries()) {
            X509Certificate certificate = entry.certificate();
            if (certificate != null) {
                trusted.add(certificate);
            }
        }
        return trusted;
    }

    /** Trusts a certificate from now on, in a file of its own. */
    public synchronized void add(X509Certificate certificate) throws IOException {
        Files.createDirectories(folder);
        String name = Certificates.name(certificate).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String file = name.substring(0, Math.min(name.length(), 40)) + "-"
                + Certificates.fingerprint(certificate).substring(0, 8) + ".pem";
        write(file.replaceFirst("^-+", ""), List.of(certificate));
    }

    /** Trusts a certificate no more; returns whether it was trusted. */
    public synchronized boolean remove(String fingerprint) throws IOException {
        boolean found = false;
        List<Entry> all = entries();
        for (String file : all.stream().map(Entry::file).distinct().toList()) {
            List<X509Certificate> before = all.stream()
                    .filter(one -> one.file().equals(file))
                    .flatMap(one -> Stream.ofNullable(one.certificate()))
                    .toList();
            List<X509Certificate> left = before.stream()
                    .filter(one -> !Certificates.fingerprint(one).equals(fingerprint))
                    .toList();
            if (left.size() == before.size()) {
                continue;
            }
            found = true;
            if (left.isEmpty()) {
                Files.deleteIfExists(folder.resolve(file));
            } else {
                write(file, left);
            }
        }
        return found;
    }

    private void write(String file, List<X509Certificate> certificates) throws IOException {
        Path part = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.writeString(part, certificates.stream().map(Certificates::pem).collect(Collectors.joining()));
            Files.move(part, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Stream<Entry> read(Path path) {
        String file = path.getFileName().toString();
        try {
            return Certificates.read(path).stream().map(certificate -> new Entry(file, certificate, null));
        } catch (NoSuchFileException e) {
            return Stream.empty();
        } catch (IOException | CertificateException e) {
            String problem = "No certificate can be read from it (" + e.getMessage()
                    + "). Put an X.509 certificate there, as PEM or DER.";
            complaints.accept(path + ": " + problem);
            return Stream.of(new Entry(file, null, problem));
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(TrustFolder::counts).sorted().toList();
        } catch (IOException e) {
            complaints.accept("The folder " + folder + " cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    private static boolean counts(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".pem") || name.endsWith(".crt")) && !Files.isDirectory(path);
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return file.getFileName() + " " + a.size() + " " + a.lastModifiedTime() + " " + a.fileKey();
        } catch (IOException e) {
            return file.getFileName() + " gone";
        }
    }
}
