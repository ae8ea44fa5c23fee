package io.dalbox.ml;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears how far an installation is. */
@ConsumerType
@FunctionalInterface
public interface ModelProgress {

    /**
     * Takes note.
     *
     * @param done bytes of the download; all of them while it is unpacked
     * @param total in all; negative when nobody knows
     * @throws RuntimeException to end the installation, such as {@link io.dalbox.task.TaskStoppedException}
     */
    void at(long done, long total);
}
