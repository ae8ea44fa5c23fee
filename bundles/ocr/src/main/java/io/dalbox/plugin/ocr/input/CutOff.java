package io.dalbox.plugin.ocr.input;

import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** Hears of a picture whose file ends too early: for JPEG that is only a warning, and the rest is gray. */
final class CutOff implements IIOReadWarningListener {

    private boolean seen;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        String text = warning.toLowerCase(Locale.ROOT);
        seen |= text.contains("premature end") || text.contains("end of file") || text.contains("truncated");
    }

    boolean seen() {
        return seen;
    }
}
