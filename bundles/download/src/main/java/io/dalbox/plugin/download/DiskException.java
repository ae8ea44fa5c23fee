package io.dalbox.plugin.download;

import java.io.IOException;
import java.io.Serial;

/** Says that the storage, not the network, failed. */
final class DiskException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    DiskException(String message, IOException cause) {
        super(message, cause);
    }

    static DiskException writing(String path, IOException cause) {
        String why = String.valueOf(cause.getMessage());
        boolean full = why.contains("No space left") || why.contains("quota");
        return new DiskException(
                full
                        ? "The storage is full: " + path + " cannot be written further. Free some space, then retry; "
                                + "what is there is kept"
                        : path + " cannot be written: " + why,
                cause);
    }
}
