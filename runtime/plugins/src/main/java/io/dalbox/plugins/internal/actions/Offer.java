package io.dalbox.plugins.internal.actions;

/** One thing that a component of a plugin offers: shown while it is open. */
interface Offer {

    /** Something that the host holds, and asks elsewhere. */
    Offer HELD = new Offer() {
        @Override
        public void open() {}

        @Override
        public void close() {}
    };

    /** Makes it available. */
    void open() throws BadContribution;

    /** Takes it away and waits for what is under way, within the bounds of whoever runs it. */
    void close();
}
