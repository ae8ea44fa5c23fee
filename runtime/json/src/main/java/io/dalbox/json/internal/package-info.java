/** Derives, compiles and runs schemas. */
@NullMarked
package io.dalbox.json.internal;

import org.jspecify.annotations.NullMarked;
