/** Events: typed facts, kept in the journal and posted on EventAdmin. */
@Export
@Version("1.1.0")
@NullMarked
package io.dalbox.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
