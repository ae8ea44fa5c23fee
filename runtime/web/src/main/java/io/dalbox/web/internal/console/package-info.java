/** The Felix Web Console behind our login. */
@NullMarked
package io.dalbox.web.internal.console;

import org.jspecify.annotations.NullMarked;
