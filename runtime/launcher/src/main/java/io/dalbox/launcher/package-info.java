/** The program's entry: outside the framework, with nothing but the framework on its class path. */
@NullMarked
package io.dalbox.launcher;

import org.jspecify.annotations.NullMarked;
