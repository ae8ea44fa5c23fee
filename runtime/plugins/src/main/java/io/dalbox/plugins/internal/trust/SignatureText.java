package io.dalbox.plugins.internal.trust;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A signature as text, to be kept: {@code -} and the reason when nobody signed, else a line for each signer with its certificates and,
 * if there is one, the time and the certificates of whoever says so.
 */
public final class SignatureText {

    private static final String UNSIGNED = "-";

    private SignatureText() {}

    /** Returns the text of a signature. */
    public static String write(Signature signature) {
        return switch (signature) {
            case Signature.Unsigned(String why) -> UNSIGNED + (why == null ? "" : why);
            case Signature.Signed(List<SignedBy> signers) ->
                signers.stream().map(SignatureText::line).collect(Collectors.joining("\n"));
        };
    }

    /** Returns the signature of a text; empty if it is none, as after a change of this format. */
    public static Optional<Signature> read(String text) {
        if (text.startsWith(UNSIGNED)) {
            return Optional.of(new Signature.Unsigned(text.length() == 1 ? null : text.substring(1)));
        }
        try {
            List<SignedBy> signers = new ArrayList<>();
            for (String line : text.split("\n")) {
                signers.add(signer(line.split(" ")));
            }
            return Optional.of(new Signature.Signed(signers));
        } catch (CertificateException | IllegalArgumentException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String line(SignedBy signer) {
        SignedBy.Stamp stamp = signer.stamp();
        return path(signer.chain()) + (stamp == null ? "" : " " + stamp.time() + " " + path(stamp.chain()));
    }

    private static SignedBy signer(String[] parts) throws CertificateException {
        return new SignedBy(
                chain(parts[0]),
                parts.length < 3 ? null : new SignedBy.Stamp(Instant.parse(parts[1]), chain(parts[2])));
    }

    private static String path(List<X509Certificate> chain) {
        try {
            byte[] path = Certificates.factory().generateCertPath(chain).getEncoded("PkiPath");
            return Base64.getEncoder().encodeToString(path);
        } catch (CertificateException e) {
            throw new IllegalStateException("What was decoded can be encoded", e);
        }
    }

    private static List<X509Certificate> chain(String text) throws CertificateException {
        byte[] path = Base64.getDecoder().decode(text);
        return Certificates.factory()
                .generateCertPath(new ByteArrayInputStream(path), "PkiPath")
                .getCertificates()
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}
