/** The one ONNX Runtime and its sessions. */
@NullMarked
package io.dalbox.ml.internal.sessions;

import org.jspecify.annotations.NullMarked;
