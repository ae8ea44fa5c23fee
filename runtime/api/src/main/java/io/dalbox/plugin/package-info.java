/** What a bundle says to be a plugin. */
@Export
@Version("1.1.0")
@NullMarked
package io.dalbox.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
