package io.dalbox.plugin.sound;

import java.util.Locale;

/** What lists of stretches are kept of a file. */
public enum Layer {
    /** What is when, without gaps. */
    SEGMENTS,
    /** Where there is a voice, also singing, to the tenth of a second. */
    VOICES,
    /** What can be cut out. */
    SILENCES;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
