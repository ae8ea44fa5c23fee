package io.dalbox.plugins.internal.signing;

import io.dalbox.plugins.internal.trust.Certificates;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import jdk.security.jarsigner.JarSignerException;

/** {@code plugin sign}: signs every entry of a jar, in place. */
final class SignCommand {

    static final String USAGE = "dalbox plugin sign JAR --keystore FILE [--alias NAME] [--tsa URL]";

    private final PrintStream out;
    private final Passwords passwords;

    SignCommand(PrintStream out, Passwords passwords) {
        this.out = out;
        this.passwords = passwords;
    }

    int run(String[] args) throws SigningFault {
        CommandLine line = CommandLine.of(args, USAGE, Set.of("keystore", "alias", "tsa"));
        Path jar = Path.of(line.word());
        Path store = Path.of(line.option("keystore").orElseThrow(() -> SigningFault.usage("Usage: " + USAGE)));
        if (!Files.isRegularFile(jar)) {
            throw SigningFault.usage("There is no file " + jar);
        }
        KeyStore.PrivateKeyEntry key = KeyStores.key(store, KeyStores.password(passwords, false), line.option("alias"));
        X509Certificate certificate = (X509Certificate) key.getCertificate();
        valid(certificate);
        try {
            sign(jar, signer(key, certificate, line.option("tsa")));
        } catch (NoClassDefFoundError e) {
            throw SigningFault.failed("This Java cannot sign: it is no whole JDK. Set JAVA_HOME to a JDK 25 or newer.");
        }
        out.println(jar + " is signed by " + Certificates.name(certificate) + ", SHA-256 "
                + Certificates.fingerprint(certificate));
        return 0;
    }

    private static void valid(X509Certificate certificate) throws SigningFault {
        try {
            certificate.checkValidity();
        } catch (CertificateException e) {
            throw SigningFault.failed("The certificate of " + Certificates.name(certificate) + " is valid from "
                    + certificate.getNotBefore().toInstant() + " until "
                    + certificate.getNotAfter().toInstant() + ", which is not now. Make another key.");
        }
    }

    private static JarSigner signer(
            KeyStore.PrivateKeyEntry key, X509Certificate certificate, Optional<String> authority) throws SigningFault {
        try {
            // Named by the certificate: a second signature of the same signer replaces the first, that of another
            // stands beside it.
            JarSigner.Builder builder = new JarSigner.Builder(key)
                    .digestAlgorithm("SHA-256")
                    .signerName(Certificates.fingerprint(certificate)
                            .substring(0, 8)
                            .toUpperCase(Locale.ROOT));
            authority.map(URI::create).ifPresent(builder::tsa);
            return builder.build();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        } catch (IllegalArgumentException e) {
            throw SigningFault.usage("It cannot be signed so: " + e.getMessage());
        }
    }

    private static void sign(Path jar, JarSigner signer) throws SigningFault {
        Path part = jar.resolveSibling("." + jar.getFileName() + ".part");
        try {
            try (ZipFile zip = new ZipFile(jar.toFile());
                    OutputStream signed = Files.newOutputStream(part)) {
                signer.sign(zip, signed);
            }
            Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw SigningFault.failed(jar + " cannot be signed: " + e.getMessage());
        } catch (JarSignerException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw SigningFault.failed(jar + " cannot be signed: " + cause.getMessage());
        } finally {
            delete(part);
        }
    }

    private static void delete(Path part) throws SigningFault {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw SigningFault.failed(part + " is left over and cannot be deleted: " + e.getMessage());
        }
    }
}
