/** The flows in the database and at work. */
@NullMarked
package io.dalbox.flows.internal;

import org.jspecify.annotations.NullMarked;
