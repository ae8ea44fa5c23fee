/** Event types, the journal, and durable subscriptions. */
@Export
@Version("1.1.0")
@NullMarked
package io.dalbox.events;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
