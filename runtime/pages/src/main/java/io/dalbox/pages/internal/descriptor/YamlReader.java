package io.dalbox.pages.internal.descriptor;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML 1.2 document, which JSON is too, into a {@link Tree}.
 *
 * <p>The text may come from anybody: there are no tags, and size, depth, nodes (aliases expanded) and aliases are bounded, so
 * no text costs more than a moment. Built on the parser's events, which need no recursion, rather than on its composer.
 */
final class YamlReader {

    static final int MAX_BYTES = 256 * 1024;
    static final int MAX_DEPTH = 24;
    static final int MAX_NODES = 2_000;
    static final int MAX_ALIASES = 50;

    private YamlReader() {}

    static Tree read(String text) throws UnreadableException {
        if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new UnreadableException(Mark.START, "the file is larger than 256 KiB: split it into several pages");
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel("descriptor")
                .setCodePointLimit(MAX_BYTES)
                .build();
        try {
            return build(new Parse(settings).parseString(withoutTabs(text)).iterator());
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark()
                    .map(at -> new Mark(at.getLine() + 1, at.getColumn() + 1))
                    .orElse(Mark.START);
            throw new UnreadableException(mark, "this is not valid YAML: " + e.getProblem());
        } catch (YamlEngineException | IllegalArgumentException e) {
            // The second is what the scanner throws for an escape beyond Unicode, such as \UFFFFFFFF.
            throw new UnreadableException(Mark.START, "this is not valid YAML: " + firstLine(e));
        }
    }

    /** JSON may be indented with tabs, which YAML forbids; inside JSON's strings there are none. */
    private static String withoutTabs(String text) {
        return text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
    }

    private static Tree build(Iterator<Event> events) throws UnreadableException {
        TreeBuilder builder = new TreeBuilder();
        while (events.hasNext()) {
            builder.accept(events.next());
        }
        return builder.result();
    }

    private static String firstLine(RuntimeException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be read");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
