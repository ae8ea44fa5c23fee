/** The newest log lines of each plugin. */
@NullMarked
package io.dalbox.plugins.internal.logs;

import org.jspecify.annotations.NullMarked;
