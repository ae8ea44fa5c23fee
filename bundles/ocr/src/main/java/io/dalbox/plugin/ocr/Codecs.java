package io.dalbox.plugin.ocr;

import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.spi.IIORegistry;
import org.apache.pdfbox.jbig2.JBIG2ImageReaderSpi;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * What PDFBox finds by Java's own lists: the reader of JBIG2, which scanners write into PDFs, and where it may keep what it knows of the
 * system's fonts, which else would be the home of the user. Whoever draws pages refers to this component; with it, what it registered goes.
 */
@Component(service = Codecs.class)
public final class Codecs {

    private static final String FONTS = "pdfbox.fontcache";

    private final JBIG2ImageReaderSpi jbig2 = new JBIG2ImageReaderSpi();

    /** Registers. */
    @Activate
    public Codecs(BundleContext context) {
        this(Path.of(
                Objects.requireNonNull(
                        context.getProperty("dalbox.home"), "The framework property dalbox.home is not set"),
                "cache"));
    }

    Codecs(Path cache) {
        System.setProperty(FONTS, cache.toString());
        IIORegistry.getDefaultInstance().registerServiceProvider(jbig2);
    }

    @Deactivate
    void close() {
        IIORegistry.getDefaultInstance().deregisterServiceProvider(jbig2);
    }
}
