package io.dalbox.plugins;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The newest log lines of each plugin. A service; thread-safe. */
@ProviderType
public interface PluginLogs {

    /**
     * Returns lines in order.
     *
     * @param level the lowest level wanted: {@code error}, {@code warn}, {@code info} or {@code debug}
     * @param after only lines after this sequence
     */
    List<Line> read(String plugin, String level, long after);

    /**
     * A line.
     *
     * @param sequence its place
     * @param time when
     * @param level {@code error}, {@code warn}, {@code info} or {@code debug}
     * @param logger who
     * @param message what
     * @param error the exception with its stack, if any
     */
    record Line(
            long sequence,
            Instant time,
            String level,
            String logger,
            String message,
            @Nullable String error) {}
}
