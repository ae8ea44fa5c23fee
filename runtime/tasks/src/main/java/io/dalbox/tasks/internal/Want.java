package io.dalbox.tasks.internal;

import java.util.Locale;

/** What is wanted of a task, in the order in which one wish overrules another. In the row, so that it survives a crash. */
enum Want {
    /** That it runs. */
    RUN,
    /** That it stops for now, since its plugin or the runtime stops; never in the row. */
    MAKE_WAY,
    /** That it stands still. */
    PAUSE,
    /** That it is gone. */
    CANCEL;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Want of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
