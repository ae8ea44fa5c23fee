/** Flows: which event triggers which action with which parameters. */
@Export
@Version("1.0.0")
@NullMarked
package io.dalbox.flows;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
