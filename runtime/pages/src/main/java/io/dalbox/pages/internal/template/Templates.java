package io.dalbox.pages.internal.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.loader.MemoryLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The templates of one plugin: descriptors that end with {@code .peb}, and the macros that they import: those of the core
 * ({@code {% import "core" as core %}}) and the plugin's own below {@code macros/}. Not thread-safe.
 */
public final class Templates {

    static final int MAX_CHARS = 256 * 1024;

    private static final String ENDING = ".peb";
    private static final Pattern MACROS = Pattern.compile("(?:.*/)?macros/([a-z][a-z0-9_-]{0,40})\\.peb");
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final String CORE = "core";

    private final Map<String, String> macros = new HashMap<>();

    /** {@code files} are all of the plugin's, by their paths. */
    public Templates(Map<String, String> files) {
        files.forEach((path, text) -> {
            Matcher name = MACROS.matcher(path);
            if (name.matches()) {
                macros.put(name.group(1), text);
            }
        });
        macros.put(CORE, core());
    }

    /** Returns whether a file has to be expanded before it is a descriptor. */
    public static boolean isTemplate(String path) {
        return path.endsWith(ENDING);
    }

    /** Returns whether a file only holds macros for others. */
    public static boolean isLibrary(String path) {
        return MACROS.matcher(path).matches();
    }

    /** Returns the name of the descriptor that a template becomes. */
    public static String descriptor(String path) {
        return path.substring(0, path.length() - ENDING.length());
    }

    /**
     * Expands a template, in a thread that can be left behind.
     *
     * @throws TemplateException with its place, when it is no template, reaches for what is not there, or does not come to an end
     */
    public Expanded expand(String path, String text) throws TemplateException {
        if (text.length() > MAX_CHARS) {
            throw new TemplateException(0, "the file is larger than 256 KiB: split it into several pages");
        }
        FutureTask<String> work = new FutureTask<>(() -> render(path, text));
        Thread.ofPlatform().daemon().name("template " + path).start(work);
        try {
            return Expanded.of(text, work.get(BOUND.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw explained(path, cause == null ? e : cause);
        } catch (TimeoutException e) {
            throw new TemplateException(0, "expanding it takes longer than " + BOUND.toSeconds() + " s: simplify it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TemplateException(0, "the expansion was interrupted");
        } finally {
            work.cancel(true);
        }
    }

    private String render(String path, String text) throws IOException {
        MemoryLoader loader = new MemoryLoader();
        macros.forEach(loader::addTemplate);
        loader.addTemplate(path, text);
        PebbleEngine engine = Sandbox.engine(loader);
        StringWriter out = new StringWriter();
        engine.getTemplate(path).evaluate(out);
        return out.toString();
    }

    private static TemplateException explained(String path, Throwable cause) {
        return switch (cause) {
            case PebbleException e -> {
                String file = e.getFileName();
                int line = e.getLineNumber() == null ? 0 : e.getLineNumber();
                String message = String.valueOf(e.getPebbleMessage()).replaceAll("\\s*\\(\\S+:\\d+\\)$", "");
                yield file == null || file.equals(path)
                        ? new TemplateException(line, message)
                        : new TemplateException(0, "in the macros '" + file + "', line " + line + ": " + message);
            }
            case StackOverflowError e -> new TemplateException(0, "macros call each other without end");
            case RuntimeException e when e.getCause() != null && e.getCause() != e -> explained(path, e.getCause());
            default -> new TemplateException(0, "it cannot be expanded: " + cause.getMessage());
        };
    }

    private static String core() {
        try (InputStream in = Templates.class.getResourceAsStream("core.peb")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The bundle lost its core.peb", e);
        }
    }
}
