package __PACKAGE__;

import java.time.Instant;

/**
 * A note.
 *
 * @param text what was noted
 * @param created when
 */
public record Note(String text, Instant created) {}
