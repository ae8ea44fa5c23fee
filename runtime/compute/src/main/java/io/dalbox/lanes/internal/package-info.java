/** Threads and timers. */
@NullMarked
package io.dalbox.lanes.internal;

import org.jspecify.annotations.NullMarked;
