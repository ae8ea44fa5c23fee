/** The core's view of the lanes: who runs what, and what runs by itself. */
@Export
@Version("2.2.0")
@NullMarked
package io.dalbox.lanes;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
