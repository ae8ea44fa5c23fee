/** A database for each plugin, and the transactions of all databases. */
@Export
@Version("1.0.0")
@NullMarked
package io.dalbox.data;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
