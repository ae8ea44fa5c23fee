package io.dalbox.plugin.ocr.input;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What a file says about how to look at its picture.
 *
 * @param orientation as EXIF and TIFF count, 1 to 8: which row and column of the file is at the top and at the left
 * @param dpi 0 where it says nothing
 */
record Metadata(int orientation, int dpi) {

    private static final double MILLIMETRES = 25.4;

    static Metadata of(ImageReader reader, int index) throws IOException {
        IIOMetadata metadata;
        try {
            metadata = reader.getImageMetadata(index);
        } catch (RuntimeException damaged) {
            // The picture may still be good.
            return new Metadata(1, 0);
        }
        if (metadata == null || !metadata.isStandardMetadataFormatSupported()) {
            return new Metadata(1, 0);
        }
        Element tree = (Element) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
        return new Metadata(orientation(value(tree, "ImageOrientation")), dpi(value(tree, "VerticalPixelSize")));
    }

    private static String value(Element tree, String name) {
        NodeList found = tree.getElementsByTagName(name);
        Node first = found.getLength() == 0 ? null : found.item(0);
        return first instanceof Element element ? element.getAttribute("value") : "";
    }

    private static int orientation(String name) {
        return switch (name) {
            case "FlipH" -> 2;
            case "Rotate180" -> 3;
            case "FlipV" -> 4;
            case "FlipHRotate90" -> 5;
            case "Rotate270" -> 6;
            case "FlipVRotate90" -> 7;
            case "Rotate90" -> 8;
            default -> 1;
        };
    }

    private static int dpi(String millimetres) {
        try {
            double size = millimetres.isEmpty() ? 0 : Double.parseDouble(millimetres);
            long dpi = size > 0 ? Math.round(MILLIMETRES / size) : 0;
            return dpi >= 50 && dpi <= 2400 ? (int) dpi : 0;
        } catch (NumberFormatException nonsense) {
            return 0;
        }
    }

    /** Returns the picture as it should be looked at. */
    BufferedImage upright(BufferedImage image) {
        if (orientation == 1) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        boolean turned = orientation >= 5;
        BufferedImage upright = new BufferedImage(turned ? height : width, turned ? width : height, image.getType());
        new AffineTransformOp(transform(width, height), AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(image, upright);
        return upright;
    }

    /** The eight of them (EXIF 2.32, 4.6.4 A); columns of the matrix: x', y' of x; of y; and the shift. */
    private AffineTransform transform(int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
