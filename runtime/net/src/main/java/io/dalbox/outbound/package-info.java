/** Sending to other servers, for the core; plugins fetch with {@code io.dalbox.net}. */
@Export
@Version("1.0.0")
@NullMarked
package io.dalbox.outbound;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
