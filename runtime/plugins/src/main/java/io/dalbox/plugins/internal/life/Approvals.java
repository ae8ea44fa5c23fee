package io.dalbox.plugins.internal.life;

/**
 * Which jars of the drop folder may run. Whoever can write into the folder is not always whoever decides what runs: with the policy
 * {@code approve} a jar waits until an administrator has seen it. What an administrator installs is approved with that, what is
 * shipped needs no approval, and what ran before the policy came runs on.
 */
final class Approvals {

    private final Ledger ledger;
    private final boolean asked;

    /** {@code asked} is whether an approval is needed at all. */
    Approvals(Ledger ledger, boolean asked) {
        this.ledger = ledger;
        this.asked = asked;
    }

    /** Returns whether the jar may not run yet. */
    boolean waits(Catalog.Entry entry) {
        String hash = entry.jar().hash();
        return asked
                && entry.source().equals(Catalog.DROPPED)
                && !ledger.approved(hash)
                && ledger.versions(entry.key())
                        .filter(known -> hash.equals(known.live()) || hash.equals(known.previous()))
                        .isEmpty();
    }

    /** Lets a jar run from now on. Remembered whatever the policy is, so that turning it on stops nothing. */
    void approve(String hash, String who) {
        ledger.approve(hash, who);
    }
}
