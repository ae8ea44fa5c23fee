/** Recognition of text on pictures, in documents and on videos: actions, results, pages. */
@Plugin(id = "ocr")
@Access(storages = "*")
@NullMarked
package io.dalbox.plugin.ocr;

import io.dalbox.plugin.Access;
import io.dalbox.plugin.Plugin;
import org.jspecify.annotations.NullMarked;
