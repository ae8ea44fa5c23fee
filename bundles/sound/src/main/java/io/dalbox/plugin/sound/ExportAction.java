package io.dalbox.plugin.sound;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Saves what was found, for other programs. */
@Component(service = Action.class)
@ActionSpec(
        name = "export",
        description = "Saves what was found in a file: all as JSON, or its segments as a table or labels")
public final class ExportAction implements Action<ExportAction.Input, ExportAction.Result> {

    /** What and where to. */
    public record Input(
            @Param(description = "The id of a result") long id,

            @Param(
                    description = "json: all; csv: a table of the segments; labels: a label track of Audacity",
                    options = {"json", "csv", "labels"})
            String format,

            @Param(title = "Save to", description = "The new file", format = "storage-path")
            StoragePath savePath) {}

    /** What was written. */
    public record Result(
            @Param(description = "The new file", format = "storage-path")
            String filePath) {}

    private final Library library;
    private final Storages storages;

    /** With what is known. */
    @Activate
    public ExportAction(@Reference Library library, @Reference Storages storages) {
        this.library = library;
        this.storages = storages;
    }

    @Override
    public Result call(Input input, ActionContext context) throws IOException {
        ResultAction.Result found = ResultAction.all(library, input.id());
        Target.requireFree(storages, input.savePath());
        String text = switch (input.format()) {
            case "csv" -> table(found);
            case "labels" -> labels(found);
            default -> json(found);
        };
        Target.write(
                storages, input.savePath(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), () -> {});
        return new Result(input.savePath().toString());
    }

    private static String json(ResultAction.Result found) {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(found);
    }

    private static String table(ResultAction.Result found) {
        StringBuilder text = new StringBuilder("start,end,kind,confidence\r\n");
        found.segments()
                .forEach(part -> text.append(String.format(
                        Locale.ROOT,
                        "%.3f,%.3f,%s,%.2f\r\n",
                        part.start(),
                        part.end(),
                        part.kind(),
                        part.confidence())));
        return text.toString();
    }

    private static String labels(ResultAction.Result found) {
        StringBuilder text = new StringBuilder();
        found.segments()
                .forEach(part -> text.append(
                        String.format(Locale.ROOT, "%.3f\t%.3f\t%s\n", part.start(), part.end(), part.kind())));
        return text.toString();
    }
}
