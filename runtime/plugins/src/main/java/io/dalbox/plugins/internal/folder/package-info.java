/** The folders that plugins come from. */
@NullMarked
package io.dalbox.plugins.internal.folder;

import org.jspecify.annotations.NullMarked;
