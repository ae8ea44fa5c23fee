/** The commands with which authors sign their jars. They run without a server, and need a whole JDK. */
@NullMarked
package io.dalbox.plugins.internal.signing;

import org.jspecify.annotations.NullMarked;
