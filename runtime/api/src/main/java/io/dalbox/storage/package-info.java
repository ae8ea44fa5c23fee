/** Files on mounted storages, named by paths that were checked once. */
@Export
@Version("1.0.0")
@NullMarked
package io.dalbox.storage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
