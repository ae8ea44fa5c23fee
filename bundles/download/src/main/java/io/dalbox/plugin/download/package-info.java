/** Downloads. */
@Plugin(id = "download")
@NullMarked
package io.dalbox.plugin.download;

import io.dalbox.plugin.Plugin;
import org.jspecify.annotations.NullMarked;
