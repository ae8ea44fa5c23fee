/** Fetching from the network, under the owner's policy. */
@Export
@Version("1.0.0")
@NullMarked
package io.dalbox.net;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
