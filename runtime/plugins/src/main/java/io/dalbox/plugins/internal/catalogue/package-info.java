/** The catalogue: indexes of plugins that lie elsewhere, and what of them can be installed. */
@NullMarked
package io.dalbox.plugins.internal.catalogue;

import org.jspecify.annotations.NullMarked;
