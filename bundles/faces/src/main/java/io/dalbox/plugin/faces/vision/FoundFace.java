package io.dalbox.plugin.faces.vision;

/**
 * A face on a picture.
 *
 * @param x left edge of its box, as a part of the picture's width
 * @param y upper edge, as a part of the picture's height
 * @param width of the box
 * @param height of the box
 * @param score how sure it is that this is a face, 0 to 1
 * @param quality how well it can be recognised, 0 to 1: size, view from the front, sharpness
 * @param pixels the shorter side of the box in pixels
 * @param vector of length 1; not copied
 * @param thumbnail JPEG; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, compared by nobody
public record FoundFace(
        double x,
        double y,
        double width,
        double height,
        double score,
        double quality,
        int pixels,
        float[] vector,
        byte[] thumbnail) {}
