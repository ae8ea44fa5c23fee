package io.dalbox.plugin.ocr.input;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** A PDF, drawn page by page. PDFBox takes one thread at a time. */
public final class PdfPages implements Document {

    private static final float DPI = 300;
    private static final float POINTS = 72;

    private final SourceFile file;
    private final PDDocument document;
    private final PDFRenderer renderer;
    private final Limits limits;

    private PdfPages(SourceFile file, PDDocument document, Limits limits) {
        this.file = file;
        this.document = document;
        this.renderer = new PDFRenderer(document);
        this.limits = limits;
        renderer.setSubsamplingAllowed(true);
    }

    static PdfPages open(SourceFile file, Limits limits) throws BadFileException {
        PDDocument document = load(file);
        try {
            limits.checkPages(file.name(), document.getNumberOfPages());
            return new PdfPages(file, document, limits);
        } catch (BadFileException | RuntimeException e) {
            IOUtils.closeQuietly(document);
            throw e instanceof BadFileException bad ? bad : damaged(file, e);
        }
    }

    /**
     * Loads a PDF without drawing anything.
     *
     * @throws BadFileException if it is damaged or needs a password
     */
    public static PDDocument load(SourceFile file) throws BadFileException {
        try {
            return Loader.loadPDF(
                    new ChannelRead(file.channel()), "", null, null, IOUtils.createTempFileOnlyStreamCache());
        } catch (InvalidPasswordException e) {
            throw new BadFileException(
                    file.name() + " is protected with a password. Save it without one, and try again", e);
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e);
        }
    }

    @Override
    public int pages() {
        return document.getNumberOfPages();
    }

    @Override
    public synchronized Sheet page(int index) throws BadFileException {
        try {
            PDPage page = document.getPage(index);
            new PdfGuard(file.name() + ", page " + (index + 1), limits).check(page);
            PDRectangle box = page.getCropBox();
            double points = Math.max(1, (double) box.getWidth() * box.getHeight());
            float scale = (float) Math.min(DPI / POINTS, Math.sqrt(Limits.WORKED_ON / points));
            BufferedImage drawn = renderer.renderImage(index, scale, ImageType.BGR);
            return new Sheet(Flat.of(drawn), Math.round(scale * POINTS));
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e);
        }
    }

    private static BadFileException damaged(SourceFile file, Exception e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new BadFileException(file.name() + " is damaged (" + why + "). Fetch it again", e);
    }

    @Override
    public synchronized void close() throws IOException {
        document.close();
    }
}
