package io.dalbox.plugins.internal.signing;

import java.io.Serial;

/** Says why a command cannot do what it was asked for: what is wrong, and what to do. */
final class SigningFault extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What the process ends with. */
    final int code;

    private SigningFault(int code, String message) {
        super(message);
        this.code = code;
    }

    static SigningFault failed(String message) {
        return new SigningFault(1, message);
    }

    static SigningFault usage(String message) {
        return new SigningFault(2, message);
    }
}
