/** Where work runs: the one CPU executor and declared background work. */
@Export
@Version("1.0.0")
@NullMarked
package io.dalbox.compute;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
