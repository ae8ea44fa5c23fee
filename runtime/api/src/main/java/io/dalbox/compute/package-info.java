/** Where work runs: the one CPU executor, declared background work, and external programs. */
@Export
@Version("1.1.0")
@NullMarked
package io.dalbox.compute;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
