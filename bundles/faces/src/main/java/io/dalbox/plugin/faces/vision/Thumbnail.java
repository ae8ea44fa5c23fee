package io.dalbox.plugin.faces.vision;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small pictures for people, as JPEG. */
public final class Thumbnail {

    private static final int SIDE = 192;
    /** How much is shown, in faces: with hair and chin. */
    private static final double ROOM = 1.7;

    private Thumbnail() {}

    static byte[] of(Pyramid pyramid, Detection face) {
        double side = Math.max(face.width(), face.height()) * ROOM;
        double left = face.x() + (face.width() - side) / 2;
        double top = face.y() + (face.height() - side) / 2;
        return jpeg(new Picture(SIDE, SIDE, pyramid.sample(Similarity.square(left, top, side / SIDE), SIDE)));
    }

    /** Encodes a picture. */
    public static byte[] jpeg(Picture picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(picture.image());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
