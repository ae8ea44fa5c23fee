package io.dalbox.plugin.download;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import java.io.IOException;

/** Keeps downloads from filling a storage to the brim. */
final class Space {

    private Space() {}

    /** Refuses a download that would not fit, before anything is fetched. */
    static void require(Storages storages, StoragePath path, long needed, long reserve) throws IOException {
        long free = storages.usableBytes(path);
        if (needed > free - reserve) {
            throw new ActionException(
                    Kind.CONFLICT,
                    "There is not enough space on " + path.storage() + ": " + Words.bytes(needed) + " are needed and "
                            + Words.bytes(Math.max(0, free - reserve)) + " can be used (" + Words.bytes(reserve)
                            + " stay free for others). Free some space, then retry");
        }
    }

    /** Stops a running download before the storage is full. */
    static void watch(Storages storages, StoragePath path, long reserve) throws IOException {
        long free = storages.usableBytes(path);
        if (free < reserve / 2) {
            throw new ActionException(
                    Kind.CONFLICT,
                    "The storage " + path.storage() + " is nearly full: " + Words.bytes(free)
                            + " left. Free some space, then retry; what is there is kept");
        }
    }
}
