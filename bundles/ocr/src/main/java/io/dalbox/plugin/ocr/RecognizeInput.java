package io.dalbox.plugin.ocr;

import io.dalbox.action.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which file, and how.
 *
 * @param path the file
 * @param languages to look for; those of the settings when {@code null}
 * @param engine to use; that of the settings when {@code null}
 */
public record RecognizeInput(
        @Param(title = "File", description = "A picture, PDF or video", format = "storage-path")
        String path,

        @Param(
                title = "Languages",
                description =
                        "Languages to look for, as Tesseract names them (eng, chi_sim), the likeliest first; those of the"
                                + " settings when left out",
                required = false,
                maxLength = 8)
        @Nullable
        List<String> languages,

        @Param(
                title = "Engine",
                description =
                        "Tesseract for printed pages, PP-OCR for text on pictures (Chinese and English), auto chooses by"
                                + " the picture; that of the settings when left out",
                required = false,
                options = {"auto", "tesseract", "ppocr"})
        @Nullable
        String engine) {}
