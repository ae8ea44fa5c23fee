package io.dalbox.net;

import java.io.IOException;
import java.io.Serial;

/** Says that the owner's policy forbids connecting to an address. The message is for people. */
public final class AddressRefusedException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message says which address and which rule
     */
    public AddressRefusedException(String message) {
        super(message);
    }
}
