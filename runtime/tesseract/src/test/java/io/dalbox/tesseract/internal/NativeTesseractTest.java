package io.dalbox.tesseract.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.tesseract.GrayPicture;
import io.dalbox.tesseract.TesseractReader;
import io.dalbox.tesseract.TesseractReader.Layout;
import io.dalbox.tesseract.TesseractWord;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.sourceforge.tess4j.TessAPI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the real libraries, and the English data that Tess4J brings. */
class NativeTesseractTest {

    @TempDir
    private static Path folder;

    private static NativeTesseract tesseract;
    private static Path english;

    @BeforeAll
    static void unpack() throws IOException {
        tesseract = new NativeTesseract(folder.resolve("cache"));
        english = folder.resolve("some-hash");
        try (InputStream in = TessAPI.class.getResourceAsStream("/tessdata/eng.traineddata")) {
            Files.copy(in, english);
        }
    }

    @Test
    void readsWordsWithTheirPlaces() throws IOException {
        try (TesseractReader reader = tesseract.open("eng", english)) {
            List<TesseractWord> words =
                    reader.read(picture("The quick brown fox", "jumps over the dog"), Layout.PAGE, () -> false);

            assertThat(text(words)).isEqualTo("The quick brown fox jumps over the dog");
            TesseractWord over = words.get(5);
            assertThat(over.line()).isEqualTo(1);
            assertThat(over.confidence()).isGreaterThan(80);
            assertThat(over.y()).isBetween(90, 130);
            assertThat(over.x()).isGreaterThan(words.get(4).x() + words.get(4).width());
        }
    }

    @Test
    void readsOneLine() throws IOException {
        try (TesseractReader reader = tesseract.open("eng", english)) {
            assertThat(text(reader.read(picture("Only one line"), Layout.LINE, () -> false)))
                    .isEqualTo("Only one line");
        }
    }

    @Test
    void findsNothingOnAnEmptyPage() throws IOException {
        try (TesseractReader reader = tesseract.open("eng", english)) {
            assertThat(reader.read(picture(""), Layout.PAGE, () -> false)).isEmpty();
        }
    }

    @Test
    void stopsBetweenLinesAndReadsOn() throws IOException {
        try (TesseractReader reader = tesseract.open("eng", english)) {
            GrayPicture page = picture("The quick brown fox", "jumps over the dog");
            AtomicInteger asked = new AtomicInteger();
            assertThatThrownBy(() -> reader.read(page, Layout.PAGE, () -> asked.incrementAndGet() == 2))
                    .isInstanceOf(CancellationException.class);
            assertThat(asked).hasValue(2);
            assertThatThrownBy(() -> reader.read(page, Layout.PAGE, () -> {
                        throw new IllegalArgumentException("mine");
                    }))
                    .hasMessage("mine");

            assertThat(reader.read(page, Layout.PAGE, () -> false)).hasSize(8);
        }
    }

    @Test
    void takesCompressedDataAndLeavesOneCopy() throws IOException {
        Path packed = folder.resolve("packed.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(english, out);
        }
        tesseract.open("deu", english).close();
        try (TesseractReader reader = tesseract.open("deu", packed)) {
            assertThat(text(reader.read(picture("compressed"), Layout.LINE, () -> false)))
                    .isEqualTo("compressed");
        }

        try (Stream<Path> kept = Files.list(folder.resolve("cache/data"))) {
            assertThat(kept.filter(each -> each.getFileName().toString().startsWith("deu")))
                    .hasSize(1);
        }
    }

    @Test
    void refusesWhatIsNoData() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong"), "no data");

        assertThatThrownBy(() -> tesseract.open("fra", wrong))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not accept")
                .hasMessageContaining("wrong");
        assertThatThrownBy(() -> tesseract.open("../x", english)).hasMessageContaining("../x");
    }

    @Test
    void refusesToReadWhenClosed() throws IOException {
        TesseractReader reader = tesseract.open("eng", english);
        reader.close();
        reader.close();

        assertThatIllegalStateException().isThrownBy(() -> reader.read(picture("x"), Layout.LINE, () -> false));
    }

    /** The bar of one thread a call: this build of the library has no OpenMP, and this test says so when another has. */
    @Test
    void takesOneThread() throws IOException {
        try (TesseractReader reader = tesseract.open("eng", english)) {
            int before = threads();
            AtomicInteger most = new AtomicInteger();
            reader.read(picture("The quick brown fox", "jumps over the dog"), Layout.PAGE, () -> {
                most.accumulateAndGet(threads(), Math::max);
                return false;
            });

            assertThat(most.get()).isBetween(1, before + 2);
            assertThat(Files.readString(Path.of("/proc/self/maps")))
                    .contains("libtesseract.so.5.5")
                    .doesNotContain("libgomp", "libomp");
        }
    }

    @Test
    void keepsItsLibrariesInTheCache() throws IOException {
        tesseract.version();

        assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
                .filteredOn(line -> line.contains("jnidispatch"))
                .allMatch(line -> line.contains(folder.toString()));
        new NativeTesseract(folder.resolve("cache")).version();
        try (Stream<Path> kept = Files.list(folder.resolve("cache"))) {
            assertThat(kept.map(each -> each.getFileName().toString().replaceAll("-.*", "")))
                    .containsExactlyInAnyOrder("jna", "natives", "data");
        }
    }

    @Test
    void givesNativeMemoryBack() throws IOException {
        for (int i = 0; i < 5; i++) {
            tesseract.open("eng", english).close();
        }
        long before = resident();
        for (int i = 0; i < 40; i++) {
            try (TesseractReader reader = tesseract.open("eng", english)) {
                reader.read(picture("again"), Layout.LINE, () -> false);
            }
        }

        assertThat(resident() - before).isLessThan(30 << 20);
    }

    private static String text(List<TesseractWord> words) {
        return words.stream().map(TesseractWord::text).collect(Collectors.joining(" "));
    }

    private static int threads() {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/task"))) {
            return (int) all.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long resident() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
    }

    private static GrayPicture picture(String... lines) {
        BufferedImage image = new BufferedImage(700, 40 + 60 * lines.length, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setColor(Color.BLACK);
        g.setFont(new Font("DejaVu Sans", Font.PLAIN, 32));
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (int i = 0; i < lines.length; i++) {
            g.drawString(lines[i], 30, 60 + 60 * i);
        }
        g.dispose();
        return new GrayPicture(
                image.getWidth(),
                image.getHeight(),
                ((DataBufferByte) image.getRaster().getDataBuffer()).getData(),
                0);
    }
}
