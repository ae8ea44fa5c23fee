/**
 * Text recognition by Tesseract, for plugins.
 *
 * <p>The native libraries, and every object that native code knows of, belong to this bundle, which is never replaced while Dalbox runs:
 * so a plugin that uses it can be.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.dalbox.tesseract;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
