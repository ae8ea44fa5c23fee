package io.dalbox.plugin.ocr;

import io.dalbox.action.Param;

/**
 * What was read.
 *
 * @param id of the result
 * @param filePath the file
 * @param pages how many
 * @param text the text, or its beginning
 * @param textLength of all of it
 * @param confidence 0 to 100
 * @param language which language it is in
 * @param engine which engine read it
 */
public record RecognizeResult(
        @Param(description = "The id of the result, for result, export and delete")
        long id,

        @Param(description = "The file", format = "storage-path")
        String filePath,

        @Param(description = "How many pages it has; of a video, how many texts it shows")
        int pages,

        @Param(description = "The text; of a long one the first 100,000 characters")
        String text,

        @Param(description = "How many characters the text has in all")
        int textLength,

        @Param(description = "How sure the engine is, 0 to 100")
        double confidence,

        @Param(description = "The language that most of it is in, as Tesseract names it")
        String language,

        @Param(description = "The engine that read most of it")
        String engine) {

    static final int LONGEST_TEXT = 100_000;
}
