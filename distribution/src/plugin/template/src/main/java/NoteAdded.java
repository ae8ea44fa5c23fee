package __PACKAGE__;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/**
 * A note was added.
 *
 * @param text what was noted
 */
@EventType(name = "__ID__.added", description = "A note was added")
public record NoteAdded(@Param(description = "What was noted") String text) {}
