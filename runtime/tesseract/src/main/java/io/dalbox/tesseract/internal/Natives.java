package io.dalbox.tesseract.internal;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.dalbox.tesseract.TesseractException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Unpacks the native libraries into the cache and tells JNA where they are.
 *
 * <p>Left alone, JNA would unpack its own part at each start into the home of the user, and a killed process would leave it there.
 */
final class Natives {

    /**
     * What a machine is called by those who built the libraries.
     *
     * @param jna by JNA
     * @param built by those of Tesseract and Leptonica
     */
    private record Machine(String jna, String built) {}

    private static final Map<String, Machine> MACHINES = Map.of(
            "amd64", new Machine("linux-x86-64", "linux-x86_64"),
            "aarch64", new Machine("linux-aarch64", "linux-arm64"));

    private Natives() {}

    static void prepare(Path cache) throws IOException {
        Machine machine = MACHINES.get(System.getProperty("os.arch"));
        if (machine == null || !System.getProperty("os.name").equals("Linux")) {
            throw new TesseractException(
                    "Tesseract is shipped for Linux on x86-64 and arm64, not for " + System.getProperty("os.name")
                            + " on " + System.getProperty("os.arch") + ". Choose the other engine in the settings",
                    null);
        }
        // The literal Native.class does not initialise it: these properties are read when something else does.
        Path bridge = new Unpacking(cache, "jna")
                .unpack(Native.class, List.of("/com/sun/jna/" + machine.jna() + "/libjnidispatch.so"));
        Path libraries = new Unpacking(cache, "natives")
                .unpack(
                        Natives.class,
                        List.of(
                                "/org/bytedeco/leptonica/" + machine.built() + "/libleptonica.so.6",
                                "/org/bytedeco/tesseract/" + machine.built() + "/libtesseract.so.5.5"));
        System.setProperty("jna.boot.library.path", bridge.toString());
        System.setProperty("jna.tmpdir", bridge.toString());
        NativeLibrary.addSearchPath("tesseract", libraries.toString());
    }
}
