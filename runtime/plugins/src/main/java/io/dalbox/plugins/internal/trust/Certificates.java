package io.dalbox.plugins.internal.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** X.509 certificates as people meet them: names, fingerprints, files. */
public final class Certificates {

    /** A certificate has a few KiB, and a file a few certificates. */
    private static final int MOST_BYTES = 1 << 20;

    private Certificates() {}

    /** Returns SHA-256 of the certificate, in hex: what two people compare over the telephone. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("Every Java has SHA-256, and what was decoded can be encoded", e);
        }
    }

    /** Returns how people call the subject: its common name, else its organization, else all of it. */
    public static String name(X509Certificate certificate) {
        String all = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
        try {
            javax.naming.ldap.LdapName name = new javax.naming.ldap.LdapName(all);
            for (String type : List.of("CN", "O")) {
                for (javax.naming.ldap.Rdn rdn : name.getRdns()) {
                    if (rdn.getType().equalsIgnoreCase(type) && rdn.getValue() instanceof String text) {
                        return text;
                    }
                }
            }
        } catch (javax.naming.InvalidNameException e) {
            return all;
        }
        return all;
    }

    /** Returns the certificate as text, as it is handed out. */
    public static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("What was decoded can be encoded", e);
        }
    }

    /**
     * Reads the certificates of a file, PEM or DER.
     *
     * @throws CertificateException if the file holds none, or something else
     */
    public static List<X509Certificate> read(Path file) throws IOException, CertificateException {
        if (Files.size(file) > MOST_BYTES) {
            throw new CertificateException("it is larger than 1 MiB");
        }
        byte[] bytes = Files.readAllBytes(file);
        if (new String(bytes, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY-----")) {
            throw new CertificateException("it holds a private key, which belongs to its owner alone");
        }
        List<X509Certificate> found = factory().generateCertificates(new ByteArrayInputStream(bytes)).stream()
                .map(X509Certificate.class::cast)
                .toList();
        if (found.isEmpty()) {
            throw new CertificateException("it holds no certificate");
        }
        return found;
    }

    static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (CertificateException e) {
            throw new IllegalStateException("Every Java has X.509", e);
        }
    }
}
