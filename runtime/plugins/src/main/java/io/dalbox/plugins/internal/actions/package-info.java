/** What live plugins offer, and how it is called. */
@NullMarked
package io.dalbox.plugins.internal.actions;

import org.jspecify.annotations.NullMarked;
