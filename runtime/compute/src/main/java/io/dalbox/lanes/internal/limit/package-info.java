/** How many CPUs the process may use. */
@NullMarked
package io.dalbox.lanes.internal.limit;

import org.jspecify.annotations.NullMarked;
