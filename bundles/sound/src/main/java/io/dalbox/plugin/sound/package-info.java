/** Sound: what is heard in files, how loud they are, and where they are silent. */
@Plugin(id = "sound")
@Access(storages = "*")
@NullMarked
package io.dalbox.plugin.sound;

import io.dalbox.plugin.Access;
import io.dalbox.plugin.Plugin;
import org.jspecify.annotations.NullMarked;
