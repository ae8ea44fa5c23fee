package io.dalbox.plugin.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * A font without shapes, for text that is found and copied but not seen. Codes are UTF-16, each character half as wide as it is high, so
 * that words can be stretched to the width that they have on the picture. As Tesseract's own PDFs do it.
 */
final class InvisibleFont {

    /** How wide each character is, in thousandths of the size of the font. */
    static final int WIDTH = 500;

    private static final String TO_UNICODE = """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identify-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange
            1 beginbfrange
            <0000> <FFFF> <0000>
            endbfrange
            endcmap
            CMapName currentdict /CMap defineresource pop
            end
            end
            """;

    private InvisibleFont() {}

    static COSDictionary make(PDDocument document) throws IOException {
        COSDictionary font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TYPE0);
        font.setName(COSName.BASE_FONT, "GlyphLessFont");
        font.setName(COSName.ENCODING, "Identity-H");
        COSArray descendants = new COSArray();
        descendants.add(descendant(document));
        font.setItem(COSName.DESCENDANT_FONTS, descendants);
        font.setItem(COSName.TO_UNICODE, stream(document, TO_UNICODE.getBytes(StandardCharsets.US_ASCII)));
        return font;
    }

    private static COSDictionary descendant(PDDocument document) throws IOException {
        COSDictionary system = new COSDictionary();
        system.setItem(COSName.REGISTRY, new COSString("Adobe"));
        system.setItem(COSName.ORDERING, new COSString("Identity"));
        system.setInt(COSName.SUPPLEMENT, 0);
        COSDictionary font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
        font.setName(COSName.BASE_FONT, "GlyphLessFont");
        font.setItem(COSName.CIDSYSTEMINFO, system);
        font.setInt(COSName.DW, WIDTH);
        font.setItem(COSName.CID_TO_GID_MAP, stream(document, glyphs()));
        font.setItem(COSName.FONT_DESC, descriptor(document));
        return font;
    }

    private static COSDictionary descriptor(PDDocument document) throws IOException {
        COSArray box = new COSArray();
        for (int edge : new int[] {0, 0, WIDTH, 1000}) {
            box.add(COSInteger.get(edge));
        }
        COSDictionary descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, "GlyphLessFont");
        descriptor.setInt(COSName.ASCENT, 1000);
        descriptor.setInt(COSName.DESCENT, -1);
        descriptor.setInt(COSName.CAP_HEIGHT, 1000);
        descriptor.setInt(COSName.FLAGS, 5);
        descriptor.setInt(COSName.ITALIC_ANGLE, 0);
        descriptor.setInt(COSName.STEM_V, 80);
        descriptor.setItem(COSName.FONT_BBOX, box);
        try (InputStream file = InvisibleFont.class.getResourceAsStream("/tessdata/pdf.ttf")) {
            if (file == null) {
                throw new IOException("The plugin has no font for invisible text");
            }
            descriptor.setItem(COSName.FONT_FILE2, stream(document, file.readAllBytes()));
        }
        return descriptor;
    }

    /** Every character has glyph 1, which is empty. */
    private static byte[] glyphs() {
        byte[] map = new byte[2 << 16];
        for (int i = 1; i < map.length; i += 2) {
            map[i] = 1;
        }
        return map;
    }

    private static COSStream stream(PDDocument document, byte[] bytes) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(bytes);
        }
        return stream;
    }
}
