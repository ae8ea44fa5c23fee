/** Commands for the terminal: what the Plugins page does, for who sits at the machine. Only there with {@code --console}. */
@NullMarked
package io.dalbox.console.internal;

import org.jspecify.annotations.NullMarked;
