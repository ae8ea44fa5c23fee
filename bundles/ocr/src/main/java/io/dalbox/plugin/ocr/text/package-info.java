/** From the picture of a page to its words. */
@NullMarked
package io.dalbox.plugin.ocr.text;

import org.jspecify.annotations.NullMarked;
