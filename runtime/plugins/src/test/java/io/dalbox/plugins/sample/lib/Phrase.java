package io.dalbox.plugins.sample.lib;

/** What a library has to say. */
public final class Phrase {

    private Phrase() {}

    /** Says it. */
    public static String say() {
        return "from the library";
    }
}
