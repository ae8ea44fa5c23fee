package io.dalbox.plugin.ocr.text;

import io.dalbox.ml.Models;
import io.dalbox.tesseract.Tesseract;
import io.dalbox.tesseract.TesseractReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Readers that are open, so that not each page makes its own. As many of a language as work at the same time; each is closed when it has
 * not been used for a while. Thread-safe.
 */
public final class ReaderPool implements AutoCloseable {

    /** What is done with a reader. */
    @FunctionalInterface
    interface Use<T> {
        T with(TesseractReader reader);
    }

    private record Idle(TesseractReader reader, long since) {}

    private final Tesseract tesseract;
    private final Models models;
    private final Map<String, Deque<Idle>> idle = new HashMap<>();
    private boolean closed;

    /** Empty. */
    public ReaderPool(Tesseract tesseract, Models models) {
        this.tesseract = tesseract;
        this.models = models;
    }

    /**
     * Lends a reader.
     *
     * @throws io.dalbox.ml.ModelException if the data of the language is not there
     */
    <T> T use(String language, Use<T> use) throws IOException {
        TesseractReader reader = take(language);
        try {
            return use.with(reader);
        } finally {
            give(language, reader);
        }
    }

    private TesseractReader take(String language) throws IOException {
        synchronized (this) {
            Deque<Idle> waiting = idle.get(language);
            if (waiting != null && !waiting.isEmpty()) {
                return waiting.pop().reader();
            }
        }
        Path data = models.require(Languages.model(language));
        return tesseract.open(language, data);
    }

    private void give(String language, TesseractReader reader) {
        synchronized (this) {
            if (!closed) {
                idle.computeIfAbsent(language, _ -> new ArrayDeque<>()).push(new Idle(reader, System.nanoTime()));
                return;
            }
        }
        reader.close();
    }

    /** Closes those that nobody has used for as long. */
    public void closeIdle(Duration time) {
        List<TesseractReader> old = new ArrayList<>();
        synchronized (this) {
            long now = System.nanoTime();
            for (Deque<Idle> waiting : idle.values()) {
                for (Iterator<Idle> each = waiting.iterator(); each.hasNext(); ) {
                    Idle one = each.next();
                    if (now - one.since() >= time.toNanos()) {
                        each.remove();
                        old.add(one.reader());
                    }
                }
            }
        }
        old.forEach(TesseractReader::close);
    }

    /** Returns how many wait to be used. */
    public synchronized int idle() {
        return idle.values().stream().mapToInt(Deque::size).sum();
    }

    /** Closes all; those in use as soon as they come back. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        closeIdle(Duration.ZERO);
    }
}
