/** Looking after the models of the other plugins. */
@Plugin(id = "models")
@Access(storages = "*")
@NullMarked
package io.dalbox.plugin.models;

import io.dalbox.plugin.Access;
import io.dalbox.plugin.Plugin;
import org.jspecify.annotations.NullMarked;
