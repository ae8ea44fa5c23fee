package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.JarRefused;
import io.dalbox.plugins.PluginFault;
import java.util.Optional;

/**
 * Which jars of the drop folder may run. Whoever can write into the folder is not always whoever decides what runs: with the policy
 * {@code approve} a jar waits until an administrator has seen it, with {@code signed} its signer must be trusted. What an administrator
 * installs is approved with that but still has to be signed, what is shipped needs neither, and what ran before the policy came runs on.
 */
final class Approvals {

    private final Ledger ledger;
    private final Policy policy;
    private final Signatures signatures;

    Approvals(Ledger ledger, Policy policy, Signatures signatures) {
        this.ledger = ledger;
        this.policy = policy;
        this.signatures = signatures;
    }

    /** Returns whether the jar may not run yet. */
    boolean waits(Catalog.Entry entry) {
        return objection(entry).isPresent();
    }

    /** Returns why the jar may not run yet; empty when it may. */
    Optional<Objection> objection(Catalog.Entry entry) {
        if (policy == Policy.ANY || !entry.source().equals(Catalog.DROPPED) || ranBefore(entry)) {
            return Optional.empty();
        }
        return switch (policy) {
            case ANY -> Optional.empty();
            case APPROVE -> ledger.approved(entry.jar().hash()) ? Optional.empty() : Optional.of(unapproved(entry));
            case SIGNED -> signatures.objection(entry);
        };
    }

    /** Returns why the jar could not be installed by an administrator either. */
    Optional<Objection> refusal(Catalog.Entry entry) {
        return policy == Policy.SIGNED ? objection(entry) : Optional.empty();
    }

    /**
     * Lets a jar run that an administrator installs.
     *
     * @throws JarRefused if it is not signed as it must be
     */
    void admit(Catalog.Entry entry, String who) {
        refusal(entry).ifPresent(objection -> {
            throw new JarRefused(objection.fault(), objection.reason());
        });
        approve(entry.jar().hash(), who);
    }

    /** Lets a jar run from now on. Remembered whatever the policy is, so that turning it on stops nothing. */
    void approve(String hash, String who) {
        ledger.approve(hash, who);
    }

    private boolean ranBefore(Catalog.Entry entry) {
        String hash = entry.jar().hash();
        return ledger.versions(entry.key())
                .filter(known -> hash.equals(known.live()) || hash.equals(known.previous()))
                .isPresent();
    }

    private static Objection unapproved(Catalog.Entry entry) {
        return new Objection(
                PluginFault.UNAPPROVED,
                "Version " + entry.jar().facts().version() + " in " + entry.file()
                        + " waits until an administrator approves it.");
    }
}
