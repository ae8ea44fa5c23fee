package io.dalbox.plugin.sound.analysis;

import java.io.IOException;
import java.io.Serial;

/** Says why a file cannot be listened to: what is wrong with it, in words that follow its name. */
public final class BadSoundException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    BadSoundException(String message) {
        super(message);
    }

    /** Reads from what ffmpeg said why it gave up. */
    static BadSoundException of(String errorTail) {
        if (errorTail.contains("matches no streams")) {
            return new BadSoundException("has no sound track");
        }
        String last = errorTail.strip().lines().reduce((_, line) -> line).orElse("no word why");
        return new BadSoundException("is damaged, or no sound or film that ffmpeg can read (" + last.strip() + ")");
    }
}
