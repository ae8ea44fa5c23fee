package io.dalbox.tesseract.internal;

import com.sun.jna.Pointer;
import io.dalbox.tesseract.TesseractWord;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.tess4j.ITessAPI.TessBaseAPI;
import net.sourceforge.tess4j.ITessAPI.TessPageIterator;
import net.sourceforge.tess4j.ITessAPI.TessPageIteratorLevel;
import net.sourceforge.tess4j.ITessAPI.TessResultIterator;
import net.sourceforge.tess4j.TessAPI;

/** What an engine has just recognised. */
record Words(TessAPI api, TessBaseAPI engine) {

    private static final int WORD = TessPageIteratorLevel.RIL_WORD;
    private static final int LINE = TessPageIteratorLevel.RIL_TEXTLINE;
    private static final int BLOCK = TessPageIteratorLevel.RIL_BLOCK;

    List<TesseractWord> all() {
        List<TesseractWord> words = new ArrayList<>();
        TessResultIterator results = api.TessBaseAPIGetIterator(engine);
        if (results == null) {
            return words;
        }
        try {
            // The same object seen as another type; it is deleted once.
            TessPageIterator places = api.TessResultIteratorGetPageIterator(results);
            int line = -1;
            int block = -1;
            do {
                block += begins(places, BLOCK);
                line += begins(places, LINE);
                add(words, results, places, Math.max(0, line), Math.max(0, block));
            } while (api.TessResultIteratorNext(results, WORD) != 0);
        } finally {
            api.TessResultIteratorDelete(results);
        }
        return words;
    }

    private int begins(TessPageIterator places, int level) {
        return api.TessPageIteratorIsAtBeginningOf(places, level) == 0 ? 0 : 1;
    }

    private void add(
            List<TesseractWord> words, TessResultIterator results, TessPageIterator places, int line, int block) {
        String text = text(results);
        IntBuffer left = IntBuffer.allocate(1);
        IntBuffer top = IntBuffer.allocate(1);
        IntBuffer right = IntBuffer.allocate(1);
        IntBuffer bottom = IntBuffer.allocate(1);
        if (text.isBlank() || api.TessPageIteratorBoundingBox(places, WORD, left, top, right, bottom) == 0) {
            return;
        }
        words.add(new TesseractWord(
                text.strip(),
                Math.clamp(api.TessResultIteratorConfidence(results, WORD), 0, 100),
                left.get(0),
                top.get(0),
                right.get(0) - left.get(0),
                bottom.get(0) - top.get(0),
                line,
                block));
    }

    private String text(TessResultIterator results) {
        Pointer text = api.TessResultIteratorGetUTF8Text(results, WORD);
        if (text == null) {
            return "";
        }
        try {
            return text.getString(0, "UTF-8");
        } finally {
            api.TessDeleteText(text);
        }
    }
}
