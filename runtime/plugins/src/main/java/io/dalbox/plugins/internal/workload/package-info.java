/** What the owner decided about shares and background work. */
@NullMarked
package io.dalbox.plugins.internal.workload;

import org.jspecify.annotations.NullMarked;
