package io.dalbox.action;

/** The kind of work, declared so that the host can give it the right thread. */
public enum Lane {
    /** Mostly waits: a virtual thread of its own. */
    IO,
    /** Mostly computes: a turn on the one bounded CPU executor, at low operating-system priority. */
    CPU
}
