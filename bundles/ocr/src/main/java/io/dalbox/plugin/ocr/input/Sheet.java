package io.dalbox.plugin.ocr.input;

import java.awt.image.BufferedImage;

/**
 * The picture of one page, upright, without transparency.
 *
 * @param image of type {@link BufferedImage#TYPE_3BYTE_BGR} or {@link BufferedImage#TYPE_BYTE_GRAY}
 * @param dpi pixels an inch, where known; 0 where not
 */
public record Sheet(BufferedImage image, int dpi) {

    /** In pixels. */
    public int width() {
        return image.getWidth();
    }

    /** In pixels. */
    public int height() {
        return image.getHeight();
    }
}
