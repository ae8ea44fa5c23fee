/** Puts the web edge together. */
@NullMarked
package io.dalbox.web.internal;

import org.jspecify.annotations.NullMarked;
