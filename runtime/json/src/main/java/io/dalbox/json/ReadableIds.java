package io.dalbox.json;

import java.text.Normalizer;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Makes ids that people recognise in an address. */
public final class ReadableIds {

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int RANDOM = 8;
    private static final int LONGEST = 30;

    private ReadableIds() {}

    /**
     * Makes an id of lower-case letters, digits and dashes: the name's words and a few random characters.
     *
     * @param name as a person wrote it
     * @param otherwise the word for a name without Latin letters
     * @param random unguessable where the id must be
     */
    public static String of(String name, String otherwise, RandomGenerator random) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+", "");
        String words = plain.substring(0, Math.min(LONGEST, plain.length())).replaceAll("-+$", "");
        StringBuilder id = new StringBuilder(words.isEmpty() ? otherwise : words).append('-');
        for (int i = 0; i < RANDOM; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
