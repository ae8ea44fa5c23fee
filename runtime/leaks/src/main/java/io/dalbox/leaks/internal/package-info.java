/** Reading dumps of the heap. */
@NullMarked
package io.dalbox.leaks.internal;

import org.jspecify.annotations.NullMarked;
