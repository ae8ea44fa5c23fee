package io.dalbox.plugins.internal.signing;

import io.dalbox.plugins.internal.trust.Judge;
import io.dalbox.plugins.internal.trust.Judge.Verdict;
import io.dalbox.plugins.internal.trust.Signature;
import io.dalbox.plugins.internal.trust.SignatureReader;
import io.dalbox.plugins.internal.trust.SignedBy;
import io.dalbox.plugins.internal.trust.TrustFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code plugin verify}: says who signed a jar, and with a folder of certificates whether that is somebody trusted. */
final class VerifyCommand {

    static final String USAGE = "dalbox plugin verify JAR [--trust FOLDER]";

    private final PrintStream out;
    private final PrintStream err;

    VerifyCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(String[] args) throws SigningFault {
        CommandLine line = CommandLine.of(args, USAGE, Set.of("trust"));
        Path jar = Path.of(line.word());
        if (!Files.isRegularFile(jar)) {
            throw SigningFault.usage("There is no file " + jar);
        }
        Path folder = line.option("trust").map(Path::of).orElse(null);
        if (folder != null && !Files.isDirectory(folder)) {
            throw SigningFault.usage("There is no folder " + folder);
        }
        return switch (read(jar)) {
            case Signature.Unsigned(String why) -> {
                out.println(jar + " is not signed." + (why == null ? "" : " " + why));
                yield 1;
            }
            case Signature.Signed(List<SignedBy> signers) -> signed(jar, signers, folder);
        };
    }

    private static Signature read(Path jar) throws SigningFault {
        try {
            return SignatureReader.read(jar);
        } catch (IOException e) {
            throw SigningFault.usage("Cannot read " + jar + ": " + e.getMessage());
        } catch (SecurityException e) {
            throw SigningFault.failed(jar + " was changed after it was signed: " + e.getMessage());
        }
    }

    private int signed(Path jar, List<SignedBy> signers, @Nullable Path folder) {
        @Nullable
        Judge judge =
                folder == null ? null : new Judge(new TrustFolder(folder, err::println).certificates(), Instant.now());
        boolean trusted = false;
        for (SignedBy signer : signers) {
            out.println(jar + " is signed by " + signer.name());
            out.println("  SHA-256 " + signer.fingerprint());
            out.println("  valid until " + signer.certificate().getNotAfter().toInstant());
            if (judge != null) {
                Verdict verdict = judge.of(signer);
                trusted |= verdict instanceof Verdict.Trusted;
                out.println("  " + words(verdict));
            }
        }
        return judge == null || trusted ? 0 : 1;
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Trusted yes -> "trusted";
            case Verdict.Unknown no -> "not trusted";
            case Verdict.Expired(String why) -> "not trusted: " + why;
        };
    }
}
