/** The one JSON mapper of the core, and JSON Schema derived from records. */
@Export
@Version("1.1.0")
@NullMarked
package io.dalbox.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
