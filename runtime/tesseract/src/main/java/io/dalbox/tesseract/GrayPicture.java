package io.dalbox.tesseract;

/**
 * A picture of one byte a pixel, 0 black and 255 white, row by row from the top.
 *
 * @param width in pixels
 * @param height in pixels
 * @param pixels not copied: leave it alone while it is read
 * @param dpi pixels an inch, where known; 0 where not
 */
public record GrayPicture(int width, int height, byte[] pixels, int dpi) {

    /** The longest side that Tesseract takes. */
    public static final int LONGEST_SIDE = 32767;

    /** Checks the sizes. */
    public GrayPicture {
        if (width < 1 || height < 1 || width > LONGEST_SIDE || height > LONGEST_SIDE) {
            throw new IllegalArgumentException("A picture of " + width + "×" + height
                    + " cannot be read: a side has 1 to " + LONGEST_SIDE + " pixels");
        }
        if (pixels.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "A picture of " + width + "×" + height + " has not " + pixels.length + " pixels");
        }
    }
}
