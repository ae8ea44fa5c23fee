/** Tesseract through Tess4J and JNA. */
@NullMarked
package io.dalbox.tesseract.internal;

import org.jspecify.annotations.NullMarked;
