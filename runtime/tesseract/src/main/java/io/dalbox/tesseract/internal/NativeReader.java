package io.dalbox.tesseract.internal;

import com.sun.jna.Pointer;
import io.dalbox.tesseract.GrayPicture;
import io.dalbox.tesseract.TesseractException;
import io.dalbox.tesseract.TesseractReader;
import io.dalbox.tesseract.TesseractWord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import net.sourceforge.tess4j.ITessAPI.ETEXT_DESC;
import net.sourceforge.tess4j.ITessAPI.TessBaseAPI;
import net.sourceforge.tess4j.ITessAPI.TessCancelFunc;
import net.sourceforge.tess4j.ITessAPI.TessPageSegMode;
import net.sourceforge.tess4j.TessAPI;
import org.jspecify.annotations.Nullable;

/** A native engine with one language. */
final class NativeReader implements TesseractReader {

    /** What Tesseract assumes where nothing is known; more or less only moves its idea of a very small letter. */
    private static final int USUAL_DPI = 150;

    private final TessAPI api;
    private @Nullable TessBaseAPI engine;

    private NativeReader(TessAPI api, TessBaseAPI engine) {
        this.api = api;
        this.engine = engine;
    }

    static NativeReader open(TessAPI api, LanguageData data, Path source) throws IOException {
        TessBaseAPI engine = api.TessBaseAPICreate();
        // It writes what it thinks to standard error, which belongs to the server.
        api.TessBaseAPISetVariable(engine, "debug_file", "/dev/null");
        if (api.TessBaseAPIInit3(engine, data.folder().toString(), data.language()) != 0) {
            api.TessBaseAPIDelete(engine);
            throw new IOException(
                    "Tesseract does not accept " + source + " as the data of the language " + data.language());
        }
        return new NativeReader(api, engine);
    }

    @Override
    public synchronized List<TesseractWord> read(GrayPicture picture, Layout layout, BooleanSupplier stop) {
        TessBaseAPI open = engine;
        if (open == null) {
            throw new IllegalStateException("The reader was closed");
        }
        ByteBuffer pixels = ByteBuffer.allocateDirect(picture.pixels().length);
        pixels.put(picture.pixels()).flip();
        api.TessBaseAPISetPageSegMode(
                open, layout == Layout.PAGE ? TessPageSegMode.PSM_AUTO : TessPageSegMode.PSM_SINGLE_LINE);
        try {
            api.TessBaseAPISetImage(open, pixels, picture.width(), picture.height(), 1, picture.width());
            api.TessBaseAPISetSourceResolution(open, picture.dpi() > 0 ? picture.dpi() : USUAL_DPI);
            recognize(open, stop);
            return new Words(api, open).all();
        } finally {
            api.TessBaseAPIClear(open);
        }
    }

    private void recognize(TessBaseAPI open, BooleanSupplier stop) {
        ETEXT_DESC monitor = api.TessMonitorCreate();
        // The native side fills it from several places; JNA must not write its own copy back over that.
        monitor.setAutoSynch(false);
        Stop callback = new Stop(stop);
        try {
            api.TessMonitorSetCancelFunc(monitor, callback);
            int code = api.TessBaseAPIRecognize(open, monitor);
            callback.check();
            if (code != 0) {
                throw new TesseractException("Tesseract failed on the picture, with code " + code, null);
            }
        } finally {
            api.TessMonitorDelete(monitor);
        }
    }

    @Override
    public synchronized void close() {
        TessBaseAPI open = engine;
        engine = null;
        if (open != null) {
            api.TessBaseAPIEnd(open);
            api.TessBaseAPIDelete(open);
        }
    }

    /** Asks whoever called. Of this bundle, so that what JNA keeps of callbacks keeps no plugin in memory. */
    private static final class Stop implements TessCancelFunc {

        private final BooleanSupplier asked;
        private boolean stopped;
        private @Nullable RuntimeException thrown;

        Stop(BooleanSupplier asked) {
            this.asked = asked;
        }

        /** What is thrown here would be printed and forgotten by JNA. */
        @Override
        public boolean apply(@Nullable Pointer unused, int words) {
            try {
                stopped = stopped || asked.getAsBoolean();
            } catch (RuntimeException e) {
                thrown = e;
                stopped = true;
            }
            return stopped;
        }

        void check() {
            RuntimeException failure = thrown;
            if (failure != null) {
                throw failure;
            }
            if (stopped) {
                throw new CancellationException("The recognition was stopped");
            }
        }
    }
}
