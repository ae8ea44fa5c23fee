package io.dalbox.plugin.ocr.input;

/**
 * What is too much.
 *
 * @param pixels of one picture, as its file says
 * @param pages of one document
 */
public record Limits(long pixels, int pages) {

    /**
     * How many pixels of a page are worked on. A page of A4 at 300 dpi has 8.7 million. What has more is made smaller while it is decoded,
     * so that the heap, which has 512 MiB, holds the pages of all CPU threads.
     */
    public static final long WORKED_ON = 12_000_000;

    void checkPixels(String name, long width, long height) throws BadFileException {
        if (width < 1 || height < 1) {
            throw new BadFileException(name + " is a picture without any pixel: " + width + "×" + height);
        }
        if (width > pixels / height) {
            throw new BadFileException(
                    name + " is a picture of " + width + "×" + height + " pixels; more than " + pixels / 1_000_000
                            + " million are not taken. Raise the limit in the settings if it is right, or make it smaller");
        }
    }

    void checkPages(String name, int found) throws BadFileException {
        if (found < 1) {
            throw new BadFileException(name + " has no page");
        }
        if (found > pages) {
            throw new BadFileException(name + " has " + found + " pages; more than " + pages
                    + " are not taken. Raise the limit in the settings, or split it");
        }
    }
}
