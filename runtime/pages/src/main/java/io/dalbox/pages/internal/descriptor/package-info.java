/** From the text of a descriptor to a checked one: no OSGi, no services, so that it also runs without a server. */
@NullMarked
package io.dalbox.pages.internal.descriptor;

import org.jspecify.annotations.NullMarked;
