package io.dalbox.plugin.ocr.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PDFs, and those that are made to do harm. */
class PdfPagesTest {

    private static final Limits LIMITS = new Limits(250_000_000, 3);

    @TempDir
    private Path folder;

    @Test
    void drawsEachPageAtThreeHundredDotsAnInch() throws Exception {
        try (PDDocument document = new PDDocument()) {
            written(document, "first");
            written(document, "second");
            Path file = saved(document);
            try (FileChannel channel = FileChannel.open(file);
                    Document pages = new SourceFile("a.pdf", channel).document(LIMITS)) {
                assertThat(pages.pages()).isEqualTo(2);
                Sheet sheet = pages.page(1);
                assertThat(sheet.dpi()).isEqualTo(300);
                assertThat(sheet.width()).isBetween(2478, 2482);
                assertThat(sheet.image().getRGB(10, 10)).isEqualTo(0xffffffff);
            }
        }
    }

    @Test
    void drawsAHugePageSmaller() throws Exception {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage(new PDRectangle(14_400, 14_400)));
            Sheet sheet = first(saved(document));

            assertThat((long) sheet.width() * sheet.height()).isLessThanOrEqualTo(Limits.WORKED_ON + 10_000);
        }
    }

    @Test
    void saysThatItNeedsAPassword() throws Exception {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", "secret", new AccessPermission()));

            Path file = saved(document);
            assertThatThrownBy(() -> first(file))
                    .isInstanceOf(BadFileException.class)
                    .hasMessage("a.pdf is protected with a password. Save it without one, and try again");
        }
    }

    @Test
    void refusesTooManyPagesAndNone() throws Exception {
        try (PDDocument document = new PDDocument()) {
            Path none = saved(document);
            assertThatThrownBy(() -> first(none))
                    .isInstanceOf(BadFileException.class)
                    .hasMessageContaining("no page");
            for (int i = 0; i < 4; i++) {
                document.addPage(new PDPage());
            }
            Path many = saved(document);
            assertThatThrownBy(() -> first(many))
                    .isInstanceOf(BadFileException.class)
                    .hasMessageContaining("4 pages");
        }
    }

    @Test
    void saysThatItIsCutOffOrNoPdf() throws Exception {
        try (PDDocument document = new PDDocument()) {
            written(document, "words");
            byte[] whole = Files.readAllBytes(saved(document));
            Path half = Files.write(folder.resolve("a.pdf"), java.util.Arrays.copyOf(whole, 30));
            assertThatThrownBy(() -> first(half))
                    .isInstanceOf(BadFileException.class)
                    .hasMessageContaining("damaged");
        }
    }

    /** 128 MiB of blanks, in 130 kB. */
    @Test
    void refusesAContentThatUnpacksToFarTooMuch() throws Exception {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            PDStream content = new PDStream(document);
            try (OutputStream out = content.createOutputStream(COSName.FLATE_DECODE)) {
                blanks(out, 128);
            }
            page.setContents(content);
            Path file = saved(document);

            assertThatThrownBy(() -> first(file))
                    .isInstanceOf(BadFileException.class)
                    .hasMessageContaining("page 1")
                    .hasMessageContaining("more than a page can need");
        }
    }

    @Test
    void refusesAPictureInItThatUnpacksToFarTooMuch() throws Exception {
        try (PDDocument document = new PDDocument()) {
            withImage(document, 100, 100);
            Path file = saved(document);

            assertThatThrownBy(() -> first(file))
                    .isInstanceOf(BadFileException.class)
                    .hasMessageContaining("unpacks to more");
        }
    }

    @Test
    void refusesAPictureInItBeyondTheLimit() throws Exception {
        try (PDDocument document = new PDDocument()) {
            withImage(document, 100_000, 100_000);
            Path file = saved(document);

            assertThatThrownBy(() -> first(file))
                    .isInstanceOf(BadFileException.class)
                    .hasMessageContaining("100000×100000");
        }
    }

    private static void withImage(PDDocument document, int width, int height) throws IOException {
        COSStream image = document.getDocument().createCOSStream();
        image.setItem(COSName.TYPE, COSName.XOBJECT);
        image.setItem(COSName.SUBTYPE, COSName.IMAGE);
        image.setInt(COSName.WIDTH, width);
        image.setInt(COSName.HEIGHT, height);
        image.setInt(COSName.BITS_PER_COMPONENT, 8);
        image.setItem(COSName.COLORSPACE, COSName.DEVICEGRAY);
        try (OutputStream out = image.createOutputStream(COSName.FLATE_DECODE)) {
            blanks(out, 16);
        }
        PDPage page = new PDPage();
        PDResources resources = new PDResources();
        resources.put(
                COSName.getPDFName("Im0"),
                new org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject(new PDStream(image), resources));
        page.setResources(resources);
        document.addPage(page);
    }

    private static void blanks(OutputStream out, int mebibytes) throws IOException {
        byte[] blank = new byte[1 << 20];
        java.util.Arrays.fill(blank, (byte) ' ');
        for (int i = 0; i < mebibytes; i++) {
            out.write(blank);
        }
    }

    private static void written(PDDocument document, String text) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(new PDType1Font(FontName.HELVETICA), 12);
            content.newLineAtOffset(72, 720);
            content.showText(text);
            content.endText();
        }
    }

    private Path saved(PDDocument document) throws IOException {
        Path file = folder.resolve("a.pdf");
        document.save(file.toFile());
        return file;
    }

    private static Sheet first(Path file) throws IOException, BadFileException {
        try (FileChannel channel = FileChannel.open(file);
                Document pages = new SourceFile("a.pdf", channel).document(LIMITS)) {
            return pages.page(0);
        }
    }
}
