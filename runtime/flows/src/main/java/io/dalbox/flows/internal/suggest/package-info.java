/** Proposals for parameters, and what an expression may use. */
@NullMarked
package io.dalbox.flows.internal.suggest;

import org.jspecify.annotations.NullMarked;
