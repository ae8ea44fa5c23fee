package io.dalbox.plugins.internal.catalogue;

import java.io.Serial;

/** Says why an index cannot be read: what is wrong, where, and what to do. For people. */
final class IndexException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    IndexException(String message) {
        super(message);
    }
}
