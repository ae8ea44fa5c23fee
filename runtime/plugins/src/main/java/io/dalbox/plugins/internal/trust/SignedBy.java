package io.dalbox.plugins.internal.trust;

import java.security.CodeSigner;
import java.security.Timestamp;
import java.security.cert.CertPath;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signer of a jar.
 *
 * @param chain the signing certificate first, then those of its issuers as far as the jar has them
 * @param stamp when it was signed, as an authority says; {@code null} when no authority was asked
 */
public record SignedBy(
        List<X509Certificate> chain, @Nullable Stamp stamp) {

    /** Copies the list. */
    public SignedBy {
        chain = List.copyOf(chain);
    }

    /**
     * A time that an authority has signed.
     *
     * @param time when it was
     * @param chain the authority's certificate and those of its issuers
     */
    public record Stamp(Instant time, List<X509Certificate> chain) {

        /** Copies the list. */
        public Stamp {
            chain = List.copyOf(chain);
        }
    }

    static SignedBy of(CodeSigner signer) {
        Timestamp time = signer.getTimestamp();
        return new SignedBy(
                certificates(signer.getSignerCertPath()),
                time == null
                        ? null
                        : new Stamp(time.getTimestamp().toInstant(), certificates(time.getSignerCertPath())));
    }

    private static List<X509Certificate> certificates(CertPath path) {
        return path.getCertificates().stream().map(X509Certificate.class::cast).toList();
    }

    /** Returns the certificate that it was signed with. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Returns how people call the signer. */
    public String name() {
        return Certificates.name(certificate());
    }

    /** Returns SHA-256 of the certificate, in hex. */
    public String fingerprint() {
        return Certificates.fingerprint(certificate());
    }
}
