/** The store on SQLite. */
@NullMarked
package io.dalbox.store.internal;

import org.jspecify.annotations.NullMarked;
