/** A place for short notes. */
@Plugin(id = "__ID__")
@NullMarked
package __PACKAGE__;

import io.dalbox.plugin.Plugin;
import org.jspecify.annotations.NullMarked;
