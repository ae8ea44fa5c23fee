/** The services and their settings. */
@NullMarked
package io.dalbox.ml.internal;

import org.jspecify.annotations.NullMarked;
