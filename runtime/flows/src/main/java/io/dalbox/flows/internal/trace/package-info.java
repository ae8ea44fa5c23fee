/** Chains of causes and effects. */
@NullMarked
package io.dalbox.flows.internal.trace;

import org.jspecify.annotations.NullMarked;
