/** The database: one writer, many readers, migrations. */
@Export
@Version("1.1.0")
@NullMarked
package io.dalbox.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
