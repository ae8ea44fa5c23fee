/** Models and their sessions: one ONNX Runtime for the process, one budget of memory for all plugins. */
@Export
@Version("1.0.0")
@NullMarked
package io.dalbox.ml;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
