/** The host's own routes. */
@NullMarked
package io.dalbox.web.internal.api;

import org.jspecify.annotations.NullMarked;
