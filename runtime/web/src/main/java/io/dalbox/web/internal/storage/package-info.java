/** The files of the storages over HTTP. */
@NullMarked
package io.dalbox.web.internal.storage;

import org.jspecify.annotations.NullMarked;
