/** The components of pages in all their states. Only shown while plugins are written. */
@Plugin(id = "gallery")
@NullMarked
package io.dalbox.plugin.gallery;

import io.dalbox.plugin.Plugin;
import org.jspecify.annotations.NullMarked;
