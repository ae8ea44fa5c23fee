/** The classic mixed workload of a server, and the yardstick for how well it is kept apart. */
@Plugin(id = "heartbeat")
@Access
@NullMarked
package io.dalbox.plugin.heartbeat;

import io.dalbox.plugin.Access;
import io.dalbox.plugin.Plugin;
import org.jspecify.annotations.NullMarked;
