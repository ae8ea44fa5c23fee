package io.dalbox.plugins.internal.logs;

import io.dalbox.plugins.PluginLogs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest lines of each plugin. Exceptions are kept as text: as objects they would keep the plugin's classes.
 * Thread-safe.
 */
public final class LogRings implements PluginLogs, PluginLog, LogListener {

    private static final Logger LOG = LoggerFactory.getLogger("io.dalbox.plugins");
    private static final int LINES = 500;
    private static final int LONGEST = 20_000;

    private final Map<String, Deque<Line>> rings = new ConcurrentHashMap<>();
    private final Function<Bundle, @Nullable String> pluginOf;
    private long sequence;

    /** Rings for the bundles that {@code pluginOf} knows. */
    public LogRings(Function<Bundle, @Nullable String> pluginOf) {
        this.pluginOf = pluginOf;
    }

    @Override
    public List<Line> read(String plugin, String level, long after) {
        int lowest = rank(level);
        Deque<Line> ring = rings.getOrDefault(plugin, new ArrayDeque<>());
        synchronized (ring) {
            return ring.stream()
                    .filter(l -> l.sequence() > after && rank(l.level()) <= lowest)
                    .toList();
        }
    }

    @Override
    public void logged(LogEntry entry) {
        Bundle bundle = entry.getBundle();
        @Nullable String plugin = bundle == null ? null : pluginOf.apply(bundle);
        if (plugin != null) {
            @Nullable String logger = entry.getLoggerName();
            add(
                    plugin,
                    Instant.ofEpochMilli(entry.getTime()),
                    word(entry.getLogLevel()),
                    logger == null ? String.valueOf(bundle.getSymbolicName()) : logger,
                    String.valueOf(entry.getMessage()),
                    entry.getException());
        }
    }

    @Override
    public void failed(String plugin, String what, Throwable thrown) {
        // As text here too: an appender that keeps the exception would keep the plugin.
        LOG.error("{}: {}\n{}", plugin, what, stack(thrown));
        add(plugin, Instant.now(), "error", "dalbox", what, thrown);
    }

    @Override
    public void warn(String plugin, String message) {
        LOG.warn("{}: {}", plugin, message);
        add(plugin, Instant.now(), "warn", "dalbox", message, null);
    }

    private void add(
            String plugin, Instant time, String level, String logger, String message, @Nullable Throwable thrown) {
        @Nullable String stack = thrown == null ? null : stack(thrown);
        Deque<Line> ring = rings.computeIfAbsent(plugin, id -> new ArrayDeque<>());
        synchronized (ring) {
            ring.add(new Line(next(), time, level, logger, Secrets.hide(shorten(message)), stack));
            if (ring.size() > LINES) {
                ring.removeFirst();
            }
        }
    }

    private synchronized long next() {
        return ++sequence;
    }

    private static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        try {
            thrown.printStackTrace(new PrintWriter(text));
        } catch (RuntimeException | Error e) {
            // printStackTrace asks the exception, which is the plugin's own code.
            text.append(thrown.getClass().getName());
        }
        return Secrets.hide(shorten(text.toString()));
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String word(@Nullable LogLevel level) {
        return switch (level) {
            case AUDIT, INFO -> "info";
            case ERROR -> "error";
            case WARN -> "warn";
            case DEBUG, TRACE -> "debug";
            case null -> "info";
        };
    }

    private static int rank(String level) {
        return switch (level.toLowerCase(Locale.ROOT)) {
            case "error" -> 1;
            case "warn" -> 2;
            case "info" -> 3;
            default -> 4;
        };
    }
}
