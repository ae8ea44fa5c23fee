/** Who signed a jar, and whether that is somebody who is trusted here. */
@NullMarked
package io.dalbox.plugins.internal.trust;

import org.jspecify.annotations.NullMarked;
