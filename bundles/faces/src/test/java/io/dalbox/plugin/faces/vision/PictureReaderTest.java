package io.dalbox.plugin.faces.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPhotoIsTurnedUprightAsItsExifSays(int orientation) throws Exception {
        Picture picture = Photos.read(jpeg(exif(orientation)));
        boolean turned = orientation >= 5;
        assertThat(picture.width()).isEqualTo(turned ? 40 : 80);
        assertThat(picture.height()).isEqualTo(turned ? 80 : 40);
        // The stored picture is red where it is upper left; see the table of the Exif standard for where that corner
        // goes.
        boolean right = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
        boolean below = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
        int x = right ? picture.width() - 5 : 4;
        int y = below ? picture.height() - 5 : 4;
        assertThat(new Color(picture.pixels()[y * picture.width() + x]).getRed())
                .isGreaterThan(200);
        assertThat(new Color(picture.pixels()[(picture.height() / 2) * picture.width() + picture.width() / 2]).getRed())
                .isLessThan(60);
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.jpg"));
        assertThatThrownBy(() -> Photos.read(file))
                .isInstanceOf(BadPictureException.class)
                .hasMessageContaining("empty.jpg is empty");
    }

    @Test
    void whatIsNoPictureIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("text.jpg"), "no picture");
        assertThatThrownBy(() -> Photos.read(file))
                .isInstanceOf(BadPictureException.class)
                .hasMessageContaining("not a picture");
    }

    @Test
    void aPictureThatIsCutOffIsRefused() throws IOException {
        for (Path whole : new Path[] {Photos.group(1), Photos.astronaut()}) {
            byte[] bytes = Files.readAllBytes(whole);
            for (int part = 1; part < 8; part++) {
                Path file = folder.resolve(part + "-" + whole.getFileName());
                Files.write(file, Arrays.copyOf(bytes, bytes.length * part / 8));
                assertThatThrownBy(() -> Photos.read(file))
                        .isInstanceOf(BadPictureException.class)
                        .hasMessageContaining(file.getFileName().toString());
            }
        }
    }

    @Test
    void sixteenBitsAChannelAreRead() throws IOException {
        BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(10, 10, 0, 0xFFFF);
        Path file = folder.resolve("deep.png");
        ImageIO.write(image, "png", file.toFile());
        Picture picture = Photos.read(file);
        assertThat(picture.pixels()[10 * 60 + 10]).isEqualTo(0xFFFFFF | 0xFF000000);
    }

    @Test
    void ofAnAnimationTheFirstPictureIsRead() throws IOException {
        Path file = folder.resolve("moving.gif");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (Color color : new Color[] {Color.RED, Color.BLUE}) {
                BufferedImage image = plain(30, 20, color);
                IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
                writer.writeToSequence(new javax.imageio.IIOImage(image, null, metadata), null);
            }
            writer.endWriteSequence();
        }
        assertThat(Photos.read(file).pixels()[0] & 0xFFFFFF).isEqualTo(0xFF0000);
    }

    @Test
    void picturesOfFourInksAreRead() throws IOException {
        Path file = folder.resolve("print.jpg");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            java.awt.image.WritableRaster raster =
                    java.awt.image.Raster.createInterleavedRaster(java.awt.image.DataBuffer.TYPE_BYTE, 64, 64, 4, null);
            for (int y = 0; y < 64; y++) {
                for (int x = 0; x < 64; x++) {
                    raster.setPixel(x, y, new int[] {0, 255, 255, 0});
                }
            }
            writer.write(new javax.imageio.IIOImage(raster, null, null));
        }
        Color color = new Color(Photos.read(file).pixels()[32 * 64 + 32]);
        assertThat(color.getRed()).isGreaterThan(200);
        assertThat(color.getBlue()).isLessThan(60);
    }

    @Test
    void aHugePictureIsThinnedOutWhileItIsDecoded() throws IOException {
        Path file = folder.resolve("huge.png");
        ImageIO.write(new BufferedImage(20_000, 10_000, BufferedImage.TYPE_BYTE_BINARY), "png", file.toFile());
        Picture picture = Photos.read(file);
        assertThat(picture.width()).isEqualTo(4000);
        assertThat(picture.height()).isEqualTo(2000);
    }

    @Test
    void aPictureThatSaysItHasBillionsOfPixelsIsRefused() throws IOException {
        byte[] png = Files.readAllBytes(Photos.astronaut());
        ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        Path file = Files.write(folder.resolve("bomb.png"), png);
        assertThatThrownBy(() -> Photos.read(file))
                .isInstanceOf(BadPictureException.class)
                .hasMessageContaining("100000 × 100000 pixels");
    }

    private static BufferedImage plain(int width, int height, Color color) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    private Path jpeg(byte[] exif) throws IOException {
        BufferedImage image = plain(80, 40, Color.BLACK);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 16, 16);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        byte[] plain = out.toByteArray();
        ByteBuffer whole = ByteBuffer.allocate(plain.length + exif.length + 4);
        whole.put(plain, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (exif.length + 2))
                .put(exif);
        whole.put(plain, 2, plain.length - 2);
        return Files.write(folder.resolve("held.jpg"), whole.array());
    }

    private static byte[] exif(int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        exif.put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0})
                .putInt(8)
                .putShort((short) 1);
        exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return exif.array();
    }
}
