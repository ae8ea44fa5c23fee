package io.dalbox.lanes.internal.child;

import java.time.Duration;

/** Why a child is ended before its time. */
sealed interface Stop {

    /** It ran too long. */
    record Overtime(Duration limit) implements Stop {}

    /** Its owner's bundle stopped. */
    record OwnerGone(String owner) implements Stop {}

    /** The caller was interrupted, or something of the caller's threw. */
    record Failed(Throwable cause) implements Stop {}
}
