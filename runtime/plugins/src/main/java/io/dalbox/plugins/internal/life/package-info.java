/** What happens to a plugin from its jar to its end. */
@NullMarked
package io.dalbox.plugins.internal.life;

import org.jspecify.annotations.NullMarked;
