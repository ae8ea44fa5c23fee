/** Web hooks: events that come from services outside, and events that are sent to them. */
@Export
@Version("1.0.0")
@NullMarked
package io.dalbox.hooks;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
