/** The plugin host put together. */
@NullMarked
package io.dalbox.plugins.internal;

import org.jspecify.annotations.NullMarked;
