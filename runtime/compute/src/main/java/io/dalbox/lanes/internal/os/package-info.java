/** What only the operating system can do: priorities of threads and signals to process groups. */
@NullMarked
package io.dalbox.lanes.internal.os;

import org.jspecify.annotations.NullMarked;
