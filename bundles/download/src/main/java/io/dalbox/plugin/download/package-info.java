/** Downloads. */
@Plugin(id = "download")
@Access(storages = "*", hosts = "*")
@NullMarked
package io.dalbox.plugin.download;

import io.dalbox.plugin.Access;
import io.dalbox.plugin.Plugin;
import org.jspecify.annotations.NullMarked;
