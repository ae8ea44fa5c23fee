package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.Signers;
import io.dalbox.plugins.internal.jar.Stored;
import io.dalbox.plugins.internal.trust.Judge;
import io.dalbox.plugins.internal.trust.Judge.Verdict;
import io.dalbox.plugins.internal.trust.Signature;
import io.dalbox.plugins.internal.trust.SignatureReader;
import io.dalbox.plugins.internal.trust.SignatureText;
import io.dalbox.plugins.internal.trust.SignedBy;
import io.dalbox.plugins.internal.trust.TrustFolder;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the jars of the store are signed. That is read once, when a jar is taken, and kept by its hash; whether the signer is trusted is
 * decided anew each time. Thread-safe.
 */
final class Signatures {

    private final Ledger ledger;
    private final TrustFolder trust;

    Signatures(Ledger ledger, TrustFolder trust) {
        this.ledger = ledger;
        this.trust = trust;
    }

    /** Keeps how a jar is signed. */
    void note(String hash, Signature signature) {
        ledger.signature(hash, SignatureText.write(signature));
    }

    /** Returns how a jar is signed; one that was taken by an earlier Dalbox is read for that once. */
    Signature of(Stored jar) {
        return ledger.signature(jar.hash()).flatMap(SignatureText::read).orElseGet(() -> {
            Signature read = read(jar);
            note(jar.hash(), read);
            return read;
        });
    }

    /** Returns who signed all of a jar. */
    List<SignedBy> signers(Stored jar) {
        return of(jar) instanceof Signature.Signed(List<SignedBy> signers) ? signers : List.of();
    }

    private static Signature read(Stored jar) {
        try {
            return SignatureReader.read(jar.path());
        } catch (IOException e) {
            return new Signature.Unsigned("Its signature cannot be read: " + e.getMessage() + ".");
        } catch (SecurityException e) {
            return new Signature.Unsigned("It was changed after it was signed: " + e.getMessage() + ".");
        }
    }

    /** Returns how a jar is signed, for people. */
    Signers.Signature shown(Stored jar) {
        Judge judge = judge();
        return switch (of(jar)) {
            case Signature.Unsigned(String why) -> new Signers.Signature(List.of(), why);
            case Signature.Signed(List<SignedBy> signers) ->
                new Signers.Signature(
                        signers.stream().map(one -> shown(one, judge.of(one))).toList(), null);
        };
    }

    /** Returns why a jar may not run when only those of trusted signers may. */
    Optional<Objection> objection(Catalog.Entry entry) {
        String which = "Version " + entry.jar().facts().version() + " in " + entry.file();
        return switch (of(entry.jar())) {
            case Signature.Unsigned(String why) -> Optional.of(unsigned(which, why));
            case Signature.Signed(List<SignedBy> signers) -> untrusted(which, signers);
        };
    }

    private static Objection unsigned(String which, @Nullable String why) {
        return new Objection(
                PluginFault.UNSIGNED,
                which + " is not signed, and only signed plugins run here." + (why == null ? "" : " " + why)
                        + " Get a signed jar from its author, or sign it with 'dalbox plugin sign'.");
    }

    private Optional<Objection> untrusted(String which, List<SignedBy> signers) {
        Judge judge = judge();
        @Nullable Objection found = null;
        for (SignedBy signer : signers) {
            String signed = which + " is signed by " + signer.name() + " (SHA-256 " + signer.fingerprint() + ")";
            switch (judge.of(signer)) {
                case Verdict.Trusted yes -> {
                    return Optional.empty();
                }
                case Verdict.Expired(String why) ->
                    found = new Objection(
                            PluginFault.EXPIRED,
                            signed + ". " + why + " Get a jar from its author that is signed with a new one.");
                case Verdict.Unknown no ->
                    found = found != null
                            ? found
                            : new Objection(
                                    PluginFault.UNTRUSTED,
                                    signed + ", whom nobody here trusts. Trust this signer on the page Plugins,"
                                            + " or put the certificate into config/trust/.");
            }
        }
        return Optional.ofNullable(found);
    }

    private Judge judge() {
        return new Judge(trust.certificates(), Instant.now());
    }

    private static Signers.Signer shown(SignedBy signer, Verdict verdict) {
        SignedBy.@Nullable Stamp stamp = signer.stamp();
        return new Signers.Signer(
                signer.name(),
                signer.certificate().getSubjectX500Principal().toString(),
                signer.certificate().getIssuerX500Principal().toString(),
                signer.fingerprint(),
                signer.certificate().getNotAfter().toInstant(),
                stamp == null ? null : stamp.time(),
                verdict instanceof Verdict.Trusted,
                verdict instanceof Verdict.Expired(String why) ? why : null);
    }
}
