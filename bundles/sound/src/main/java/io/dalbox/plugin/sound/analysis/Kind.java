package io.dalbox.plugin.sound.analysis;

/** What a stretch of sound is. The order is that of the head's weights. */
public enum Kind {
    /** People who speak. */
    SPEECH,
    /** Music, also with singing. */
    MUSIC,
    /** Anything else that can be heard. */
    NOISE,
    /** Quieter than the threshold of the settings. */
    SILENCE
}
