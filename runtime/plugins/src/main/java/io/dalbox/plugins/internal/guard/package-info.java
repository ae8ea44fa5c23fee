/** Running code that cannot be trusted to come back, and putting what it does into words. */
@NullMarked
package io.dalbox.plugins.internal.guard;

import org.jspecify.annotations.NullMarked;
