package io.dalbox.plugins.internal.life;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.Signers;
import io.dalbox.plugins.internal.jar.Stored;
import io.dalbox.plugins.internal.trust.Certificates;
import io.dalbox.plugins.internal.trust.SignedBy;
import io.dalbox.plugins.internal.trust.TrustFolder;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom the owner trusts, for the rest of the core. */
public final class SignerService implements Signers {

    private static final Duration LIMIT = Duration.ofSeconds(45);

    private final PluginHost host;
    private final PluginService plugins;

    /** A face of a host. */
    public SignerService(PluginHost host, PluginService plugins) {
        this.host = host;
        this.plugins = plugins;
    }

    @Override
    public List<Trusted> trusted() {
        return host.trusted.entries().stream().map(SignerService::shown).toList();
    }

    @Override
    public Optional<PluginInfo> trust(String id, String fingerprint, String caller) {
        host.conductor.now(LIMIT, () -> {
            SignedBy signer = signer(id, fingerprint);
            write(() -> host.trusted.add(signer.certificate()));
            host.ledger.history(id, caller, "trust " + signer.name(), "taken");
            host.deployer.retryUntrusted();
            return id;
        });
        return plugins.examine(id);
    }

    @Override
    public void distrust(String fingerprint) {
        boolean[] found = new boolean[1];
        write(() -> found[0] = host.trusted.remove(fingerprint));
        if (!found[0]) {
            throw new ActionException(
                    ActionException.Kind.NOT_FOUND,
                    "No certificate with the fingerprint " + fingerprint + " is trusted.");
        }
    }

    private SignedBy signer(String id, String fingerprint) {
        @Nullable Hosted h = host.deployer.find(id);
        List<Stored> jars = Stream.concat(
                        Stream.ofNullable(h).map(one -> one.entry.jar()), plugins.previewed(id).stream())
                .toList();
        if (jars.isEmpty()) {
            throw new ActionException(ActionException.Kind.NOT_FOUND, "There is no plugin '" + id + "' here.");
        }
        return jars.stream()
                .flatMap(jar -> host.signatures.signers(jar).stream())
                .filter(one -> one.fingerprint().equals(fingerprint))
                .findFirst()
                .orElseThrow(() -> new ActionException(
                        ActionException.Kind.CONFLICT,
                        "No jar of '" + id + "' is signed with the certificate " + fingerprint
                                + ". Look at its signature again."));
    }

    private static Trusted shown(TrustFolder.Entry entry) {
        @Nullable X509Certificate certificate = entry.certificate();
        return certificate == null
                ? new Trusted(entry.file(), entry.file(), entry.file(), null, null, false, null, entry.problem())
                : new Trusted(
                        entry.file() + "/" + Certificates.fingerprint(certificate),
                        entry.file(),
                        Certificates.name(certificate),
                        Certificates.fingerprint(certificate),
                        certificate.getSubjectX500Principal().toString(),
                        certificate.getBasicConstraints() >= 0,
                        certificate.getNotAfter().toInstant(),
                        null);
    }

    /** A change of the folder. */
    private interface Change {
        void run() throws IOException;
    }

    private void write(Change change) {
        try {
            change.run();
        } catch (IOException e) {
            throw new ActionException(
                    ActionException.Kind.UNAVAILABLE,
                    "The folder " + host.trusted.folder() + " cannot be written: " + e.getMessage()
                            + ". Check its free space and that Dalbox may write there.");
        }
    }
}
