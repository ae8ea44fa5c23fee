package io.dalbox.tasks.internal;

import java.util.Locale;

/** Whether what a task left behind has been cleaned up by its action. */
enum Cleanup {
    /** Nobody asked for it. */
    NONE,
    /** Asked for, waiting for a runner. */
    OWED,
    /** Going on now. */
    RUNNING,
    /** Done, and never done again. */
    DONE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Cleanup of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
