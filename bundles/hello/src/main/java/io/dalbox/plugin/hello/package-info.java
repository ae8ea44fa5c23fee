/** The smallest plugin: one action, one event, one page. */
@Plugin(id = "hello")
@Access
@NullMarked
package io.dalbox.plugin.hello;

import io.dalbox.plugin.Access;
import io.dalbox.plugin.Plugin;
import org.jspecify.annotations.NullMarked;
