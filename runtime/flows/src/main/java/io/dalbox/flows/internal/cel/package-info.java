/** Expressions: their types, their checks, their evaluation and their functions. */
@NullMarked
package io.dalbox.flows.internal.cel;

import org.jspecify.annotations.NullMarked;
