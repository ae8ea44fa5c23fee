package io.dalbox.plugins;

import io.dalbox.action.ActionException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who signs jars, and whose jars may run when only signed ones do. The certificates in the home's {@code config/trust/} are the truth:
 * what is put there counts at once. A service; thread-safe.
 */
@ProviderType
public interface Signers {

    /** Returns the certificates that are trusted, and the files that hold none, by the name of the file. */
    List<Trusted> trusted();

    /**
     * Trusts a signer of the jar that waits in the folder as this plugin or library, or that was previewed for it. Jars that were kept
     * out only for that are started.
     *
     * @param fingerprint of the signer that was looked at, so that nobody else is trusted
     * @param caller who decides, for the history
     * @return the plugin as it is after that; empty when no jar of it is in the folder
     * @throws ActionException {@code NOT_FOUND} if there is no such plugin, {@code CONFLICT} if no jar of it is signed so
     */
    Optional<PluginInfo> trust(String id, String fingerprint, String caller);

    /**
     * Trusts a certificate no more. What runs, runs on; nothing new of this signer is taken.
     *
     * @throws ActionException {@code NOT_FOUND} if it is not trusted
     */
    void distrust(String fingerprint);

    /**
     * How a jar is signed.
     *
     * @param signers who signed all of it; empty when nobody did
     * @param detail why nobody did although there is a signature; else {@code null}
     */
    record Signature(List<Signer> signers, @Nullable String detail) {

        /** Copies the list. */
        public Signature {
            signers = List.copyOf(signers);
        }
    }

    /**
     * Who signed a jar.
     *
     * @param name for people; anybody can make a certificate with any name
     * @param subject the whole name in the certificate
     * @param issuer who made the certificate
     * @param fingerprint SHA-256 of the certificate, in hex: what tells one signer from another
     * @param until the end of the certificate's validity
     * @param signed when it was signed, as an authority says; {@code null} when none was asked
     * @param trusted whether jars of this signer may run when only signed ones do
     * @param detail why not, when the signer is known here; else {@code null}
     */
    record Signer(
            String name,
            String subject,
            String issuer,
            String fingerprint,
            Instant until,
            @Nullable Instant signed,
            boolean trusted,
            @Nullable String detail) {}

    /**
     * A certificate of the folder, or a file that holds none.
     *
     * @param id the file and the fingerprint
     * @param file its name
     * @param name for people; the file's name when it holds none
     * @param fingerprint SHA-256 of the certificate, in hex; {@code null} when it holds none
     * @param subject the whole name in the certificate
     * @param authority whether it is trusted to say who else may sign
     * @param until the end of its validity
     * @param problem why the file trusts nobody; {@code null} when all is well
     */
    record Trusted(
            String id,
            String file,
            String name,
            @Nullable String fingerprint,
            @Nullable String subject,
            boolean authority,
            @Nullable Instant until,
            @Nullable String problem) {}
}
