/** How web hooks are kept, received and sent. */
@NullMarked
package io.dalbox.hooks.internal;

import org.jspecify.annotations.NullMarked;
