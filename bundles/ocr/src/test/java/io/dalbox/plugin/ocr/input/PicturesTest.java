package io.dalbox.plugin.ocr.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of the usual kinds, and those that are made to break what reads them. */
class PicturesTest {

    private static final Limits LIMITS = new Limits(250_000_000, 100);
    private static final int RED = 0xffc02020;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void readsTheUsualKinds(String kind) throws Exception {
        Sheet sheet = only(written(picture(BufferedImage.TYPE_3BYTE_BGR), kind));

        assertThat(sheet.width()).isEqualTo(60);
        assertThat(sheet.height()).isEqualTo(40);
        assertColour(sheet, 10, 10, RED);
        assertColour(sheet, 50, 30, 0xffffffff);
    }

    @Test
    void goesByTheContentAndNotByTheName() throws Exception {
        Path png = written(picture(BufferedImage.TYPE_3BYTE_BGR), "png");

        assertColour(only(Files.move(png, folder.resolve("really.jpg"))), 10, 10, RED);
    }

    @Test
    void readsWebp() throws Exception {
        // 1×1, lossy.
        byte[] webp = java.util.Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

        assertThat(only(Files.write(folder.resolve("a.webp"), webp)).width()).isEqualTo(1);
    }

    @Test
    void readsSixteenBitsAChannelWithoutChangingShades() throws Exception {
        BufferedImage gray = new BufferedImage(60, 40, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 60 * 40; i++) {
            gray.getRaster().setSample(i % 60, i / 60, 0, i % 60 < 30 ? 20_000 : 60_000);
        }
        Sheet sheet = only(written(gray, "png"));

        assertThat(sheet.image().getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        int dark = sheet.image().getRaster().getSample(10, 10, 0);
        int bright = sheet.image().getRaster().getSample(50, 10, 0);
        assertThat(bright - dark).isGreaterThan(60);
    }

    @Test
    void putsWhatLetsLightThroughOnWhite() throws Exception {
        BufferedImage clear = new BufferedImage(60, 40, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(10, 10, 0xff000000);

        Sheet sheet = only(written(clear, "png"));
        assertColour(sheet, 30, 30, 0xffffffff);
        assertColour(sheet, 10, 10, 0xff000000);
    }

    @Test
    void readsCmyk() throws Exception {
        assertColour(only(cmykJpeg()), 10, 10, 0xffffffff);
    }

    @ParameterizedTest
    @CsvSource({"1,60,40,0,0", "3,60,40,59,39", "6,40,60,39,0", "8,40,60,0,59"})
    void turnsAsExifSays(int orientation, int width, int height, int x, int y) throws Exception {
        Sheet sheet = only(turned(orientation));

        assertThat(sheet.width()).isEqualTo(width);
        assertThat(sheet.height()).isEqualTo(height);
        // The red corner of the file is where the orientation puts it.
        assertColour(sheet, Math.clamp(x, 8, width - 9), Math.clamp(y, 8, height - 9), RED);
    }

    @Test
    void takesEachPictureOfATiffForAPage() throws Exception {
        Path tiff = folder.resolve("pages.tiff");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(tiff.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 1; i <= 3; i++) {
                writer.writeToSequence(
                        new IIOImage(new BufferedImage(10 * i, 20, BufferedImage.TYPE_BYTE_GRAY), null, null), null);
            }
            writer.endWriteSequence();
        }
        writer.dispose();

        try (FileChannel channel = FileChannel.open(tiff);
                Document document = new SourceFile("pages.tiff", channel).document(LIMITS)) {
            assertThat(document.pages()).isEqualTo(3);
            assertThat(document.page(2).width()).isEqualTo(30);
            assertThatThrownBy(() -> new SourceFile("pages.tiff", channel).document(new Limits(1_000_000, 2)))
                    .isInstanceOf(BadFileException.class)
                    .hasMessageContaining("3 pages");
        }
    }

    @Test
    void takesTheFirstPictureOfOneThatMoves() throws Exception {
        Path gif = folder.resolve("moves.gif");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(gif.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            writer.writeToSequence(new IIOImage(picture(BufferedImage.TYPE_3BYTE_BGR), null, null), null);
            writer.writeToSequence(
                    new IIOImage(new BufferedImage(60, 40, BufferedImage.TYPE_3BYTE_BGR), null, null), null);
            writer.endWriteSequence();
        }
        writer.dispose();

        try (FileChannel channel = FileChannel.open(gif);
                Document document = new SourceFile("moves.gif", channel).document(LIMITS)) {
            assertThat(document.pages()).isEqualTo(1);
            assertColour(document.page(0), 10, 10, RED);
        }
    }

    /** 200 megapixels in 25 kB: decoded small, in a heap that could not hold it. */
    @Test
    void makesAHugePictureSmallerWhileDecoding() throws Exception {
        Sheet sheet = only(blankPng("huge.png", 20_000, 10_000));

        assertThat((long) sheet.width() * sheet.height()).isBetween(1_000_000L, Limits.WORKED_ON);
    }

    @Test
    void refusesAPictureBeyondTheLimitWithoutDecoding() throws IOException {
        Path bomb = blankPng("bomb.png", 60_000, 1);
        byte[] bytes = Files.readAllBytes(bomb);
        // The header says 60,000 rows; the file has one.
        Files.write(bomb, patched(bytes, 20, 60_000));

        assertThatThrownBy(() -> only(bomb))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("60000×60000")
                .hasMessageContaining("settings");
    }

    @Test
    void saysThatAFileIsEmpty() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.png"));

        assertThatThrownBy(() -> only(empty))
                .isInstanceOf(BadFileException.class)
                .hasMessage("empty.png is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void saysThatAFileIsCutOff(String kind) throws IOException {
        Path whole = written(noise(), kind);
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half." + kind), Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> only(half))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("half." + kind + " is");
    }

    /** Whatever bytes are changed: a picture or a sentence, and never another exception. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void survivesDamage(String kind) throws Exception {
        byte[] bytes = Files.readAllBytes(written(noise(), kind));
        for (int i = 0; i < 60; i++) {
            byte[] damaged = bytes.clone();
            for (int j = 0; j < 4; j++) {
                damaged[(i * 7919 + j * 104_729) % Math.min(damaged.length, 400 + i * 10)] ^=
                        (byte) (31 * i + 7 * j + 1);
            }
            try {
                only(Files.write(folder.resolve("damaged." + kind), damaged));
            } catch (BadFileException told) {
                assertThat(told).hasMessageStartingWith("damaged." + kind);
            }
        }
    }

    @Test
    void refusesWhatIsNoPicture() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "only words");

        assertThatThrownBy(() -> only(text))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("take a PNG");
    }

    private static Sheet only(Path file) throws IOException, BadFileException {
        try (FileChannel channel = FileChannel.open(file);
                Document document = new SourceFile(file.getFileName().toString(), channel).document(LIMITS)) {
            return document.page(0);
        }
    }

    /** White, with a red corner at the top left. */
    private static BufferedImage picture(int type) {
        BufferedImage image = new BufferedImage(60, 40, type);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, 60, 40);
        g.setColor(new Color(RED));
        g.fillRect(0, 0, 20, 16);
        g.dispose();
        return image;
    }

    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(120, 90, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 120 * 90; i++) {
            image.setRGB(i % 120, i / 120, i * 48_271 % 0xffffff);
        }
        return image;
    }

    private Path written(BufferedImage image, String kind) throws IOException {
        Path file = folder.resolve("picture." + kind);
        assertThat(ImageIO.write(image, kind, file.toFile())).isTrue();
        return file;
    }

    private Path turned(int orientation) throws IOException {
        byte[] jpeg = Files.readAllBytes(written(picture(BufferedImage.TYPE_3BYTE_BGR), "jpg"));
        ByteArrayOutputStream exif = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(exif);
        out.write(jpeg, 0, 2);
        out.writeShort(0xffe1);
        out.writeShort(2 + 6 + 8 + 2 + 12 + 4);
        out.write("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1));
        out.writeInt(8);
        out.writeShort(1);
        out.writeShort(0x112);
        out.writeShort(3);
        out.writeInt(1);
        out.writeShort(orientation);
        out.writeShort(0);
        out.writeInt(0);
        out.write(jpeg, 2, jpeg.length - 2);
        return Files.write(folder.resolve("turned.jpg"), exif.toByteArray());
    }

    /** Four channels and the marker of Adobe, as printers want it: all ink off, which is white. */
    private Path cmykJpeg() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        Path file = folder.resolve("cmyk.jpg");
        WritableRaster raster = Raster.createInterleavedRaster(java.awt.image.DataBuffer.TYPE_BYTE, 60, 40, 4, null);
        for (int i = 0; i < 60 * 40; i++) {
            // Adobe's are turned round: 255 is no ink.
            raster.setPixel(i % 60, i / 60, new int[] {255, 255, 255, 255});
        }
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), writer.getDefaultWriteParam());
        }
        writer.dispose();
        byte[] plain = Files.readAllBytes(file);
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.write(plain, 0, 2);
        marked.write(new byte[] {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0});
        marked.write(plain, 2, plain.length - 2);
        return Files.write(file, marked.toByteArray());
    }

    private Path blankPng(String name, int width, int height) throws IOException {
        Path file = folder.resolve(name);
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeLong(0x89504e470d0a1a0aL);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(header);
            fields.writeInt(width);
            fields.writeInt(height);
            fields.write(new byte[] {1, 0, 0, 0, 0});
            chunk(out, "IHDR", header.toByteArray());
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            Deflater deflater = new Deflater(Deflater.BEST_SPEED);
            try (OutputStream rows = new DeflaterOutputStream(packed, deflater)) {
                byte[] row = new byte[1 + (width + 7) / 8];
                for (int i = 0; i < height; i++) {
                    rows.write(row);
                }
            }
            deflater.end();
            chunk(out, "IDAT", packed.toByteArray());
            chunk(out, "IEND", new byte[0]);
        }
        return file;
    }

    private static byte[] patched(byte[] png, int at, int value) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(all);
        out.write(png, 0, 8);
        byte[] header = Arrays.copyOfRange(png, 16, 29);
        java.nio.ByteBuffer.wrap(header).putInt(at - 16, value);
        chunk(out, "IHDR", header);
        out.write(png, 33, png.length - 33);
        return all.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        out.writeInt(data.length);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }

    private static void assertColour(Sheet sheet, int x, int y, int expected) {
        Color is = new Color(sheet.image().getRGB(x, y));
        Color wanted = new Color(expected);
        assertThat(List.of(
                        Math.abs(is.getRed() - wanted.getRed()),
                        Math.abs(is.getGreen() - wanted.getGreen()),
                        Math.abs(is.getBlue() - wanted.getBlue())))
                .as("at %d,%d: %s instead of %s", x, y, is, wanted)
                .allMatch(apart -> apart <= 12);
    }
}
