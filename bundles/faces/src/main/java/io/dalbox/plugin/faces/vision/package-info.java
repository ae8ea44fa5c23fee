/** Finds faces on pictures and describes each by a vector: decoding, detecting, aligning, embedding. */
@NullMarked
package io.dalbox.plugin.faces.vision;

import org.jspecify.annotations.NullMarked;
