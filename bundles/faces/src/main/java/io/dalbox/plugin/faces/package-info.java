/** People on photos: finds faces, sorts them into people, and learns from what its owner says. */
@Plugin(id = "faces")
@Access(storages = "*")
@NullMarked
package io.dalbox.plugin.faces;

import io.dalbox.plugin.Access;
import io.dalbox.plugin.Plugin;
import org.jspecify.annotations.NullMarked;
