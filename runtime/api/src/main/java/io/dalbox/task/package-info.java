/** Long actions: progress, checkpoints, pause and cancel. */
@Export
@Version("1.1.0")
@NullMarked
package io.dalbox.task;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
