package io.dalbox.plugin.ocr.input;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Brings what decoders return into one of the two forms that pages have, on white where it lets light through. */
final class Flat {

    private Flat() {}

    static BufferedImage of(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR || image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            return image;
        }
        boolean gray = image.getColorModel().getNumColorComponents() == 1
                && !image.getColorModel().hasAlpha();
        // Drawn through sRGB also when gray: Java's gray is linear, and would make sixteen bits of it too bright.
        BufferedImage flat = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = flat.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, flat.getWidth(), flat.getHeight());
        g.drawImage(image, 0, 0, null);
        g.dispose();
        return gray ? oneChannel(flat) : flat;
    }

    private static BufferedImage oneChannel(BufferedImage colour) {
        BufferedImage gray = new BufferedImage(colour.getWidth(), colour.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        int[] row = new int[colour.getWidth()];
        for (int y = 0; y < colour.getHeight(); y++) {
            colour.getRaster().getSamples(0, y, row.length, 1, 0, row);
            gray.getRaster().setSamples(0, y, row.length, 1, 0, row);
        }
        return gray;
    }
}
