package io.dalbox.plugin.ocr;

import io.dalbox.plugin.ocr.text.PageText;
import org.jspecify.annotations.Nullable;

/**
 * A page as it is kept.
 *
 * @param number from 1
 * @param start in a video: from when on the text is seen, in milliseconds; {@code null} for a page
 * @param end until when
 * @param text what was read
 */
record StoredPage(
        int number, @Nullable Long start, @Nullable Long end, PageText text) {}
