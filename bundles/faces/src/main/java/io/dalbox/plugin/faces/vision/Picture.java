package io.dalbox.plugin.faces.vision;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;

/**
 * A decoded picture, the right way up.
 *
 * @param width in pixels
 * @param height in pixels
 * @param pixels rows of 0xRRGGBB from the top; not copied, so not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; megabytes are not copied
public record Picture(int width, int height, int[] pixels) {

    /** Takes the pixels of an image; what is transparent becomes white. */
    public static Picture of(BufferedImage image) {
        BufferedImage plain = image;
        if (image.getType() != BufferedImage.TYPE_INT_RGB) {
            plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = plain.createGraphics();
            graphics.setColor(java.awt.Color.WHITE);
            graphics.fillRect(0, 0, plain.getWidth(), plain.getHeight());
            graphics.drawImage(image, 0, 0, null);
            graphics.dispose();
        }
        int[] pixels = plain.getRGB(0, 0, plain.getWidth(), plain.getHeight(), null, 0, plain.getWidth());
        return new Picture(plain.getWidth(), plain.getHeight(), pixels);
    }

    /** Returns it as an image of the type that encoders take. */
    public BufferedImage image() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return image;
    }

    /** Returns a picture of half the size, each pixel the mean of four: what small details need before they are sampled. */
    Picture half() {
        int w = Math.max(1, width / 2);
        int h = Math.max(1, height / 2);
        int[] half = new int[w * h];
        for (int y = 0; y < h; y++) {
            int above = Math.min(2 * y, height - 1) * width;
            int below = Math.min(2 * y + 1, height - 1) * width;
            for (int x = 0; x < w; x++) {
                int left = Math.min(2 * x, width - 1);
                int right = Math.min(2 * x + 1, width - 1);
                half[y * w + x] =
                        mean(pixels[above + left], pixels[above + right], pixels[below + left], pixels[below + right]);
            }
        }
        return new Picture(w, h, half);
    }

    /** Red and blue are added in one word: two sums of four bytes do not touch each other. */
    private static int mean(int a, int b, int c, int d) {
        int redBlue = (a & 0xFF00FF) + (b & 0xFF00FF) + (c & 0xFF00FF) + (d & 0xFF00FF) + 0x020002;
        int green = (a & 0xFF00) + (b & 0xFF00) + (c & 0xFF00) + (d & 0xFF00) + 0x0200;
        return redBlue >> 2 & 0xFF00FF | green >> 2 & 0xFF00;
    }

    /** Returns a copy that fits into a square, for people to look at. */
    public Picture within(int side) {
        Picture small = this;
        while (Math.max(small.width, small.height) >= 2 * side) {
            small = small.half();
        }
        double scale = Math.min(1, side / (double) Math.max(small.width, small.height));
        int w = Math.max(1, (int) Math.round(small.width * scale));
        int h = Math.max(1, (int) Math.round(small.height * scale));
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Image source = small.image();
        graphics.setRenderingHint(
                java.awt.RenderingHints.KEY_INTERPOLATION, java.awt.RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(source, 0, 0, w, h, null);
        graphics.dispose();
        return of(image);
    }
}
