package io.dalbox.plugin.ocr.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

/**
 * Looks through what a page would draw before it is drawn, and refuses what unpacks to more than a page can need: PDFBox would unpack it
 * whole.
 */
final class PdfGuard {

    /** A page with a hundred thousand words has less. */
    private static final long LARGEST_CONTENT = 64L << 20;

    private static final int DEEPEST = 16;
    private static final int BYTES_A_PIXEL = 8;

    private final String name;
    private final Limits limits;
    private final Set<COSStream> seen = new HashSet<>();
    private long content;

    PdfGuard(String name, Limits limits) {
        this.name = name;
        this.limits = limits;
    }

    void check(PDPage page) throws IOException, BadFileException {
        try (InputStream in = page.getContents()) {
            count(in);
        }
        resources(page.getResources(), 0);
    }

    private void resources(@Nullable PDResources resources, int depth) throws IOException, BadFileException {
        if (resources == null) {
            return;
        }
        if (depth > DEEPEST) {
            throw new BadFileException(name + ": drawings stand in one another more than " + DEEPEST + " deep");
        }
        for (COSName each : resources.getXObjectNames()) {
            if (resources.getCOSObject().getCOSDictionary(COSName.XOBJECT) != null) {
                drawing(resources.getXObject(each), depth);
            }
        }
    }

    private void drawing(@Nullable PDXObject drawing, int depth) throws IOException, BadFileException {
        if (drawing == null || !seen.add(drawing.getCOSObject())) {
            return;
        }
        if (drawing instanceof PDImageXObject image) {
            limits.checkPixels(name, image.getWidth(), image.getHeight());
            unpacked(image.getCOSObject(), (long) image.getWidth() * image.getHeight() * BYTES_A_PIXEL + (1 << 20));
        } else if (drawing instanceof PDFormXObject form) {
            try (InputStream in = form.getContents()) {
                count(in);
            }
            resources(form.getResources(), depth + 1);
        }
    }

    private void count(@Nullable InputStream in) throws IOException, BadFileException {
        byte[] buffer = new byte[1 << 16];
        for (int n = 0; in != null && n >= 0; n = in.read(buffer)) {
            content += n;
            if (content > LARGEST_CONTENT) {
                throw tooMuch(LARGEST_CONTENT);
            }
        }
    }

    /** Only Flate unpacks a small file to a huge one; the other filters are counted by the size of the picture. */
    private void unpacked(COSStream stream, long most) throws IOException, BadFileException {
        if (!new PDStream(stream).getFilters().contains(COSName.FLATE_DECODE)) {
            return;
        }
        byte[] buffer = new byte[1 << 16];
        long all = 0;
        try (InputStream in = new InflaterInputStream(stream.createRawInputStream())) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all += n;
                if (all > most) {
                    throw tooMuch(most);
                }
            }
        } catch (java.util.zip.ZipException | java.io.EOFException damaged) {
            // PDFBox draws what it can of such a picture.
        }
    }

    private BadFileException tooMuch(long most) {
        return new BadFileException(name + " unpacks to more than " + (most >> 20)
                + " MiB, more than a page can need. It is made to do harm, or broken; nothing of it was read");
    }
}
