package io.dalbox.plugin.ocr;

import io.dalbox.compute.BackgroundWork;
import io.dalbox.compute.Schedule;
import io.dalbox.ml.Inference;
import io.dalbox.ml.Models;
import io.dalbox.plugin.ocr.text.PageReader;
import io.dalbox.plugin.ocr.text.ReaderPool;
import io.dalbox.tesseract.Tesseract;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Holds the engines of this version of the plugin, and lets go of those that nobody uses. */
@Component(service = {Recognising.class, BackgroundWork.class})
@Schedule(name = "let-go", every = "60s")
public final class Recognising implements BackgroundWork {

    private static final Duration UNUSED = Duration.ofMinutes(2);

    private final ReaderPool readers;
    private final PageReader pages;

    /** Nothing is loaded yet. */
    @Activate
    public Recognising(@Reference Tesseract tesseract, @Reference Models models, @Reference Inference inference) {
        readers = new ReaderPool(tesseract, models);
        pages = new PageReader(readers, inference);
    }

    PageReader pages() {
        return pages;
    }

    @Override
    public void run() {
        readers.closeIdle(UNUSED);
    }

    @Deactivate
    void close() {
        readers.close();
    }
}
