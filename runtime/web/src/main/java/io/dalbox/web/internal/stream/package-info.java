/** The event stream. */
@NullMarked
package io.dalbox.web.internal.stream;

import org.jspecify.annotations.NullMarked;
