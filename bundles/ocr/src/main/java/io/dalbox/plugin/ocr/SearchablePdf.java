package io.dalbox.plugin.ocr;

import io.dalbox.plugin.ocr.input.Document;
import io.dalbox.plugin.ocr.input.Format;
import io.dalbox.plugin.ocr.input.Limits;
import io.dalbox.plugin.ocr.input.PdfPages;
import io.dalbox.plugin.ocr.input.Sheet;
import io.dalbox.plugin.ocr.input.SourceFile;
import io.dalbox.plugin.ocr.text.PageText;
import io.dalbox.plugin.ocr.text.Word;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/** Writes a PDF that looks as the file does and can be searched: text that is not seen lies over the picture of it. */
final class SearchablePdf {

    private static final float POINTS = 72;
    private static final int USUAL_DPI = 150;
    private static final float QUALITY = .85f;

    /** Where pages come from. */
    @FunctionalInterface
    interface Pages {
        /** Returns what was read on a page, numbered from 1; {@code null} when nothing was. */
        @Nullable
        PageText get(int number);
    }

    private final SourceFile source;
    private final Limits limits;
    private final Pages pages;

    SearchablePdf(SourceFile source, Limits limits, Pages pages) {
        this.source = source;
        this.limits = limits;
        this.pages = pages;
    }

    /** Writes it. This computes: call it on the CPU lane. */
    void write(OutputStream out) throws Exception {
        if (source.format() == Format.PDF) {
            try (PDDocument document = PdfPages.load(source)) {
                PDFont font = font(document);
                for (int i = 0; i < document.getNumberOfPages(); i++) {
                    checkInterrupt();
                    lay(document, document.getPage(i), pages.get(i + 1), font);
                }
                document.setAllSecurityToBeRemoved(true);
                document.save(out);
            }
            return;
        }
        try (PDDocument document = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
                Document pictures = source.document(limits)) {
            PDFont font = font(document);
            for (int i = 0; i < pictures.pages(); i++) {
                checkInterrupt();
                PDPage page = picture(document, pictures.page(i));
                document.addPage(page);
                lay(document, page, pages.get(i + 1), font);
            }
            document.save(out);
        }
    }

    private static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The export is to stop");
        }
    }

    private static PDFont font(PDDocument document) throws IOException {
        COSDictionary made = InvisibleFont.make(document);
        return PDFontFactory.createFont(made);
    }

    private static PDPage picture(PDDocument document, Sheet sheet) throws IOException {
        float scale = POINTS / (sheet.dpi() > 0 ? sheet.dpi() : USUAL_DPI);
        PDRectangle box = new PDRectangle(sheet.width() * scale, sheet.height() * scale);
        PDPage page = new PDPage(box);
        boolean small = (long) sheet.width() * sheet.height() < 1_000_000;
        PDImageXObject image = small
                ? LosslessFactory.createFromImage(document, sheet.image())
                : JPEGFactory.createFromImage(document, sheet.image(), QUALITY);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.drawImage(image, 0, 0, box.getWidth(), box.getHeight());
        }
        return page;
    }

    // The codes are ours, and no font of PDFBox can encode for a font without shapes: they are written as they are.
    @SuppressWarnings("deprecation")
    private static void lay(PDDocument document, PDPage page, @Nullable PageText text, PDFont font) throws IOException {
        if (text == null || text.words().isEmpty()) {
            return;
        }
        PDResources resources = page.getResources() == null ? new PDResources() : page.getResources();
        page.setResources(resources);
        COSName name = resources.add(font);
        // What is there may leave the coordinates changed; the last argument puts them right again.
        try (PDPageContentStream content = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
            content.transform(new Matrix(fromPicture(page, text)));
            content.appendRawCommands("BT 3 Tr\n".getBytes(StandardCharsets.US_ASCII));
            for (Word word : text.words()) {
                content.appendRawCommands(show(word, name, text.height()).getBytes(StandardCharsets.US_ASCII));
            }
            content.appendRawCommands("ET\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The picture's pixels, counted from its lower left corner as it is looked at, in the page's own coordinates. */
    private static AffineTransform fromPicture(PDPage page, PageText text) {
        PDRectangle box = page.getCropBox();
        int turned = Math.floorMod(page.getRotation(), 360);
        boolean sideways = turned == 90 || turned == 270;
        double width = sideways ? box.getHeight() : box.getWidth();
        double height = sideways ? box.getWidth() : box.getHeight();
        AffineTransform place = AffineTransform.getTranslateInstance(box.getLowerLeftX(), box.getLowerLeftY());
        switch (turned) {
            case 90 -> place.concatenate(new AffineTransform(0, 1, -1, 0, box.getWidth(), 0));
            case 180 -> place.concatenate(new AffineTransform(-1, 0, 0, -1, box.getWidth(), box.getHeight()));
            case 270 -> place.concatenate(new AffineTransform(0, -1, 1, 0, 0, box.getHeight()));
            default -> {}
        }
        place.scale(width / text.width(), height / text.height());
        return place;
    }

    /** A word as high as on the picture, and stretched to be as wide. A blank follows, or words would run together when copied. */
    private static String show(Word word, COSName font, int pageHeight) {
        double size = word.height();
        double natural = word.text().length() * size * InvisibleFont.WIDTH / 1000;
        double stretch = 100 * word.width() / natural;
        String codes = HexFormat.of().formatHex((word.text() + " ").getBytes(StandardCharsets.UTF_16BE));
        return String.format(
                Locale.ROOT,
                "/%s %.2f Tf %.2f Tz 1 0 0 1 %d %d Tm <%s> Tj%n",
                font.getName(),
                size,
                stretch,
                word.x(),
                pageHeight - word.y() - word.height(),
                codes);
    }
}
