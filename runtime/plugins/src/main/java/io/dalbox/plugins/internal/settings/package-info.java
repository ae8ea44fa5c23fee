/** Settings of plugins. */
@NullMarked
package io.dalbox.plugins.internal.settings;

import org.jspecify.annotations.NullMarked;
