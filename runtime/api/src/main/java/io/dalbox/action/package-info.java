/** Actions: what a plugin can be asked to do, and how to ask another plugin. */
@Export
@Version("1.2.0")
@NullMarked
package io.dalbox.action;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
