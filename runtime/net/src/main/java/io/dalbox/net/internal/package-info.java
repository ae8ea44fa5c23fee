/** The one door to the network. */
@NullMarked
package io.dalbox.net.internal;

import org.jspecify.annotations.NullMarked;
