/** The mounted storages. */
@NullMarked
package io.dalbox.storage.internal;

import org.jspecify.annotations.NullMarked;
