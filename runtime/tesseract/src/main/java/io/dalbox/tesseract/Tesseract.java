package io.dalbox.tesseract;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one Tesseract of the process.
 *
 * <p>Its native libraries are unpacked and loaded when first used; nothing of it takes memory before. It has no threads of its own and
 * uses no OpenMP: a recognition takes the one thread that asks for it. Thread-safe.
 */
@ProviderType
public interface Tesseract {

    /**
     * Makes a reader of one language, which takes some ten milliseconds and as many megabytes. Readers of several languages are asked one
     * after the other; one reader of several languages would be slower and worse.
     *
     * @param language as Tesseract names it, such as {@code eng} or {@code chi_sim}: {@code [a-z][a-z0-9_]{1,30}}
     * @param data its {@code .traineddata} file, as it is or compressed with gzip
     * @throws IOException if the file cannot be read, or is no such data
     * @throws TesseractException if there are no native libraries for this machine, or they cannot be loaded
     */
    TesseractReader open(String language, Path data) throws IOException;

    /**
     * Returns the version of the native library.
     *
     * @throws TesseractException as for {@link #open}
     */
    String version();
}
