package io.dalbox.plugins.internal.trust;

import java.security.CodeSigner;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who signed a jar while somebody reads it. The jar must be opened with verification, and an entry be added after it was
 * read to its end: only then does the platform know who signed it, and it has thrown a {@link SecurityException} if the entry was
 * changed since.
 */
public final class SignatureCollector {

    /** The files of the signature itself, which nobody can sign (the JAR file specification, "Signed JAR File"). */
    private static final Pattern OWN_FILES =
            Pattern.compile("META-INF/(MANIFEST\\.MF|[^/]+\\.(SF|DSA|RSA|EC)|SIG-[^/]*)");

    private final Set<String> names = new HashSet<>();
    private @Nullable Set<CodeSigner> everywhere;
    private boolean somewhere;
    private @Nullable String foreign;
    private @Nullable String file;

    /** Adds an entry that was read. */
    public void add(JarEntry entry) {
        String name = entry.getName();
        names.add(name);
        String upper = name.toUpperCase(Locale.ROOT);
        if (OWN_FILES.matcher(upper).matches()) {
            file = upper.endsWith(".SF") ? name : file;
            return;
        }
        if (entry.isDirectory() && entry.getSize() <= 0) {
            return;
        }
        CodeSigner @Nullable [] signers = entry.getCodeSigners();
        List<CodeSigner> here = signers == null ? List.of() : List.of(signers);
        somewhere |= !here.isEmpty();
        Set<CodeSigner> left = new LinkedHashSet<>(here);
        if (everywhere != null) {
            left.retainAll(everywhere);
        }
        if (left.isEmpty() && foreign == null) {
            foreign = name;
        }
        everywhere = left;
    }

    /**
     * Returns what was found.
     *
     * @throws SecurityException if an entry that was signed is not there any more
     */
    public Signature result(@Nullable Manifest manifest) {
        if (somewhere && manifest != null) {
            refuseMissing(manifest);
        }
        if (everywhere != null && !everywhere.isEmpty()) {
            return new Signature.Signed(everywhere.stream().map(SignedBy::of).toList());
        }
        if (somewhere) {
            return new Signature.Unsigned("The entry " + foreign + " is not signed by whoever signed the rest.");
        }
        return new Signature.Unsigned(
                file == null
                        ? null
                        : "Java does not accept its signature " + file
                                + ": it is damaged, or made in a way that is not safe any more.");
    }

    private void refuseMissing(Manifest manifest) {
        for (Map.Entry<String, Attributes> section : manifest.getEntries().entrySet()) {
            boolean signed = section.getValue().keySet().stream()
                    .anyMatch(name -> String.valueOf(name).endsWith("-Digest"));
            if (signed && !names.contains(section.getKey())) {
                throw new SecurityException("the entry " + section.getKey() + " is missing");
            }
        }
    }
}
