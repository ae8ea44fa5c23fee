/** External programs. */
@NullMarked
package io.dalbox.lanes.internal.child;

import org.jspecify.annotations.NullMarked;
