/** Plugins and what they offer. */
@Export
@Version("1.7.0")
@NullMarked
package io.dalbox.plugins;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
