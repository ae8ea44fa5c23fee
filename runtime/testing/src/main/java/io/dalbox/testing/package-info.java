/** Fixtures that use the real thing: a store in a folder of its own, the shipped distribution in a process of its own. */
@NullMarked
package io.dalbox.testing;

import org.jspecify.annotations.NullMarked;
