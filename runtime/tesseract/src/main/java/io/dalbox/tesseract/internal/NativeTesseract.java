package io.dalbox.tesseract.internal;

import io.dalbox.tesseract.Tesseract;
import io.dalbox.tesseract.TesseractException;
import io.dalbox.tesseract.TesseractReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import net.sourceforge.tess4j.TessAPI;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Loads the native libraries when first asked for something. */
@Component
public final class NativeTesseract implements Tesseract {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z][a-z0-9_]{1,30}");

    private final Path cache;
    private @Nullable TessAPI api;

    /** With the cache of the home. */
    @Activate
    public NativeTesseract(BundleContext context) {
        this(Path.of(
                Objects.requireNonNull(
                        context.getProperty("dalbox.home"), "The framework property dalbox.home is not set"),
                "cache",
                "tesseract"));
    }

    NativeTesseract(Path cache) {
        this.cache = cache;
    }

    @Override
    public TesseractReader open(String language, Path data) throws IOException {
        if (!LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException(
                    "\"" + language + "\" is not how Tesseract names a language, such as eng");
        }
        TessAPI loaded = api();
        LanguageData prepared = LanguageData.prepare(cache.resolve("data"), language, data);
        return NativeReader.open(loaded, prepared, data);
    }

    @Override
    public String version() {
        return api().TessVersion();
    }

    private synchronized TessAPI api() {
        TessAPI known = api;
        if (known != null) {
            return known;
        }
        try {
            Natives.prepare(cache);
            TessAPI loaded = TessAPI.INSTANCE;
            api = loaded;
            return loaded;
        } catch (IOException e) {
            throw new TesseractException(
                    "The native libraries of Tesseract cannot be unpacked into " + cache
                            + ". See that there is room, and that the user that runs Dalbox may write there (" + e
                            + ")",
                    e);
        } catch (LinkageError e) {
            throw new TesseractException(
                    "The native libraries of Tesseract in " + cache + " cannot be loaded: " + e.getMessage()
                            + ". They need glibc, libstdc++ and libgcc of the system",
                    e);
        }
    }
}
