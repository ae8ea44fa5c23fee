package io.dalbox.plugin.ocr.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * An open file.
 *
 * @param name for messages
 * @param channel open for as long as what was made of it
 */
public record SourceFile(String name, FileChannel channel) {

    /** Returns what it is. */
    public Format format() throws IOException, BadFileException {
        ByteBuffer head = ByteBuffer.allocate(Format.HEAD);
        while (head.hasRemaining() && channel.read(head, head.position()) > 0) {
            // Reads on.
        }
        if (head.position() == 0) {
            throw new BadFileException(name + " is empty");
        }
        return Format.of(Arrays.copyOf(head.array(), head.position()), name);
    }

    /**
     * Opens a picture or a document.
     *
     * @throws BadFileException if it is none, is damaged, needs a password or goes beyond a limit
     */
    public Document document(Limits limits) throws IOException, BadFileException {
        Format format = format();
        return switch (format) {
            case PNG, JPEG, GIF, BMP, TIFF, WEBP -> PictureDocument.open(this, format, limits);
            case PDF -> PdfPages.open(this, limits);
            case VIDEO, UNKNOWN ->
                throw new BadFileException(
                        name
                                + " is nothing that text can be read on: take a PNG, JPEG, GIF, BMP, TIFF, WebP, PDF or a video");
        };
    }
}
