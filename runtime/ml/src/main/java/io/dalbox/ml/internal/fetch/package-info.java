/** Getting the files of models from elsewhere. */
@NullMarked
package io.dalbox.ml.internal.fetch;

import org.jspecify.annotations.NullMarked;
