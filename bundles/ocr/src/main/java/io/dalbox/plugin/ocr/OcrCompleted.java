package io.dalbox.plugin.ocr;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/**
 * A file was read.
 *
 * @param taskId the task that read it
 * @param filePath the file
 * @param pages how many pages it has, or how many texts a video shows
 * @param textLength how many characters were read
 * @param language which language it is in
 */
@EventType(name = "ocr.completed", description = "The text of a file was recognised")
public record OcrCompleted(
        @Param(description = "The task that read it") String taskId,

        @Param(description = "The file", format = "storage-path")
        String filePath,

        @Param(description = "How many pages it has; of a video, how many texts it shows")
        int pages,

        @Param(description = "How many characters were read")
        int textLength,

        @Param(description = "The language, as Tesseract names it; empty when nothing was read")
        String language) {}
