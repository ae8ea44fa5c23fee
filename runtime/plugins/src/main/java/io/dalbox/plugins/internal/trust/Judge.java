package io.dalbox.plugins.internal.trust;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a signer is trusted: the signing certificate itself is, or a chain leads from it to one that is (RFC 5280, section 6;
 * nobody is asked for revocations, since a box must start without a network). It must be valid now, or have been when it was signed if
 * an authority says when that was: one that Java or the owner trusts, for anybody can write down a time.
 */
public final class Judge {

    /** {@code codeSigning} and {@code anyExtendedKeyUsage} (RFC 5280, section 4.2.1.12). */
    private static final Set<String> MAY_SIGN_CODE = Set.of("1.3.6.1.5.5.7.3.3", "2.5.29.37.0");

    private static final String MAY_SIGN_TIMES = "1.3.6.1.5.5.7.3.8";

    /** The place of {@code keyCertSign} among the uses of a key (section 4.2.1.3). */
    private static final int KEY_CERT_SIGN = 5;

    private final Set<X509Certificate> trusted;
    private final Instant now;

    /** A judge who trusts these certificates. */
    public Judge(Collection<X509Certificate> trusted, Instant now) {
        this.trusted = Set.copyOf(trusted);
        this.now = now;
    }

    /** What is thought of a signer. */
    public sealed interface Verdict {

        /** Jars of this signer may run. */
        record Trusted() implements Verdict {}

        /** Nothing here says who this is. */
        record Unknown() implements Verdict {}

        /**
         * The signer is trusted, but not at the time that counts.
         *
         * @param why which certificate, and when it is valid
         */
        record Expired(String why) implements Verdict {}
    }

    /** Judges a signer. */
    public Verdict of(SignedBy signer) {
        return judge(signer.chain(), trusted, Date.from(time(signer.stamp())), Judge::maySignCode);
    }

    private Instant time(SignedBy.@Nullable Stamp stamp) {
        if (stamp == null) {
            return now;
        }
        Set<X509Certificate> authorities = new HashSet<>(trusted);
        authorities.addAll(known());
        Date then = Date.from(stamp.time());
        return judge(stamp.chain(), authorities, then, Judge::maySignTimes) instanceof Verdict.Trusted
                ? stamp.time()
                : now;
    }

    private static Verdict judge(
            List<X509Certificate> chain, Set<X509Certificate> anchors, Date at, Predicate<X509Certificate> may) {
        X509Certificate own = chain.getFirst();
        if (anchors.contains(own)) {
            return valid(own, at);
        }
        Set<TrustAnchor> authorities = anchors.stream()
                .filter(Judge::mayVouch)
                .map(one -> new TrustAnchor(one, null))
                .collect(Collectors.toSet());
        Verdict best = new Verdict.Unknown();
        // What is vouched for may be any part of the chain: a jar holds as much of it as its signer had.
        for (int length = 1; length <= chain.size() && may.test(own) && !authorities.isEmpty(); length++) {
            switch (path(chain.subList(0, length), authorities, at)) {
                case Verdict.Trusted yes -> {
                    return yes;
                }
                case Verdict.Expired late -> best = late;
                case Verdict.Unknown no -> {} // a longer part may lead to somebody
            }
        }
        return best;
    }

    private static Verdict path(List<X509Certificate> chain, Set<TrustAnchor> authorities, Date at) {
        try {
            PKIXParameters parameters = new PKIXParameters(authorities);
            parameters.setRevocationEnabled(false);
            parameters.setDate(at);
            PKIXCertPathValidatorResult result = (PKIXCertPathValidatorResult) CertPathValidator.getInstance("PKIX")
                    .validate(Certificates.factory().generateCertPath(chain), parameters);
            // The algorithm does not look at the dates of where it ends.
            return valid(result.getTrustAnchor().getTrustedCert(), at);
        } catch (CertPathValidatorException e) {
            boolean late = e.getReason() == BasicReason.EXPIRED || e.getReason() == BasicReason.NOT_YET_VALID;
            return late && e.getIndex() >= 0 ? valid(chain.get(e.getIndex()), at) : new Verdict.Unknown();
        } catch (GeneralSecurityException e) {
            return new Verdict.Unknown();
        }
    }

    private static Verdict valid(X509Certificate certificate, Date at) {
        String whose = "The certificate of " + Certificates.name(certificate);
        try {
            certificate.checkValidity(at);
            return new Verdict.Trusted();
        } catch (CertificateExpiredException e) {
            return new Verdict.Expired(whose + " has expired: it was valid until "
                    + certificate.getNotAfter().toInstant() + ".");
        } catch (CertificateNotYetValidException e) {
            return new Verdict.Expired(whose + " is not valid yet: only from "
                    + certificate.getNotBefore().toInstant() + " on. Check the clock of this machine.");
        }
    }

    // An authority also signs certificates of web servers, which are no signers of plugins.
    private static boolean maySignCode(X509Certificate certificate) {
        return uses(certificate)
                .map(all -> all.stream().anyMatch(MAY_SIGN_CODE::contains))
                .orElse(true);
    }

    private static boolean maySignTimes(X509Certificate certificate) {
        return uses(certificate).map(all -> all.contains(MAY_SIGN_TIMES)).orElse(false);
    }

    private static Optional<List<String>> uses(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getExtendedKeyUsage());
        } catch (CertificateParsingException e) {
            return Optional.of(List.of());
        }
    }

    // The algorithm believes that whoever it ends at may vouch for others; a signer that is trusted may only sign.
    private static boolean mayVouch(X509Certificate certificate) {
        boolean @Nullable [] uses = certificate.getKeyUsage();
        return certificate.getBasicConstraints() >= 0 && (uses == null || uses[KEY_CERT_SIGN]);
    }

    /** The authorities that come with Java. */
    private static Set<X509Certificate> known() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            Set<X509Certificate> known = new HashSet<>();
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    known.addAll(Arrays.asList(x509.getAcceptedIssuers()));
                }
            }
            return known;
        } catch (GeneralSecurityException e) {
            return Set.of();
        }
    }
}
