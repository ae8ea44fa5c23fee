/** What the launcher asks the web edge for. */
@Export
@Version("1.0.0")
@NullMarked
package io.dalbox.web;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
