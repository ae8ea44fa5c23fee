/** What plugins declare, and where the files of it are. */
@NullMarked
package io.dalbox.ml.internal.files;

import org.jspecify.annotations.NullMarked;
