package io.dalbox.plugin.ocr.text;

import io.dalbox.plugin.ocr.input.Sheet;
import io.dalbox.tesseract.GrayPicture;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** Shades of gray. */
final class Gray {

    private Gray() {}

    /** Returns the picture in gray; the same when it is already. Weights of ITU-R BT.601, in 256ths. */
    static BufferedImage of(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            return image;
        }
        BufferedImage gray = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] from = bytes(image);
        byte[] to = bytes(gray);
        for (int i = 0, j = 0; i < to.length; i++, j += 3) {
            to[i] = (byte) ((29 * (from[j] & 255) + 150 * (from[j + 1] & 255) + 77 * (from[j + 2] & 255)) >> 8);
        }
        return gray;
    }

    static BufferedImage scaled(BufferedImage image, double factor) {
        if (factor == 1) {
            return image;
        }
        int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
        BufferedImage scaled = new BufferedImage(width, height, image.getType());
        Graphics2D g = scaled.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                factor > 1 ? RenderingHints.VALUE_INTERPOLATION_BICUBIC : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(image, 0, 0, width, height, null);
        g.dispose();
        return scaled;
    }

    static GrayPicture picture(BufferedImage gray, int dpi) {
        return new GrayPicture(gray.getWidth(), gray.getHeight(), bytes(gray), dpi);
    }

    static BufferedImage of(Sheet sheet) {
        return of(sheet.image());
    }

    /** Returns a copy of a part. */
    static BufferedImage part(BufferedImage image, int x, int y, int width, int height) {
        BufferedImage part = new BufferedImage(width, height, image.getType());
        Graphics2D g = part.createGraphics();
        g.drawImage(image, 0, 0, width, height, x, y, x + width, y + height, null);
        g.dispose();
        return part;
    }

    static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
