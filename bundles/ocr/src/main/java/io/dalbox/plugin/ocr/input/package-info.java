/** From a file to the pictures of its pages. */
@NullMarked
package io.dalbox.plugin.ocr.input;

import org.jspecify.annotations.NullMarked;
