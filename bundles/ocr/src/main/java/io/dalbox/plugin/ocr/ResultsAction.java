package io.dalbox.plugin.ocr;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists and searches what was read. */
@Component(service = Action.class)
@ActionSpec(name = "results", description = "Lists what was recognised, or searches in it", method = Method.GET)
public final class ResultsAction implements Action<ResultsAction.Query, ResultsAction.Page> {

    /**
     * What to look for.
     *
     * @param search words that the text or the name has
     * @param sort by which field; {@code -} before it turns it round
     * @param kind only these
     * @param limit at most as many
     * @param cursor where the last answer ended
     */
    public record Query(
            @Param(description = "What the text or the file's name has in it", required = false, maxLength = 200)
            @Nullable
            String search,

            @Param(
                    description = "By which field; - before it turns it round",
                    defaultValue = "-created",
                    options = {"created", "-created", "path", "-path", "pages", "-pages", "confidence", "-confidence"})
            String sort,

            @Param(
                    description = "Only documents, or only videos",
                    required = false,
                    options = {"document", "video"})
            @Nullable
            String kind,

            @Param(description = "At most as many", defaultValue = "50", min = 1, max = 500)
            int limit,

            @Param(description = "Where the last answer ended", required = false) @Nullable
            String cursor) {}

    /**
     * Some of them.
     *
     * @param items the results
     * @param next where to go on; {@code null} when that was all
     */
    public record Page(
            @Param(description = "The results") List<Row> items,

            @Param(description = "Where to go on", required = false) @Nullable
            String next) {}

    /**
     * One of them.
     *
     * @param id of the result
     * @param path the file
     * @param name the file's name
     * @param kind document or video
     * @param pages how many
     * @param textLength how many characters
     * @param confidence 0 to 100
     * @param engine which engine
     * @param language which language
     * @param created when it was read
     * @param snippet the part of the text that was looked for, or its beginning
     * @param page the first page that has it
     */
    public record Row(
            @Param(description = "The id of the result") long id,

            @Param(description = "The file", format = "storage-path")
            String path,

            @Param(description = "The file's name") String name,
            @Param(description = "document or video") String kind,
            @Param(description = "How many pages") int pages,
            @Param(description = "How many characters") int textLength,

            @Param(description = "How sure the engine is, 0 to 100")
            double confidence,

            @Param(description = "The engine") String engine,
            @Param(description = "The language") String language,

            @Param(description = "When it was read", format = "date-time")
            String created,

            @Param(description = "The part of the text that was looked for, or its beginning")
            String snippet,

            @Param(description = "The first page that has it")
            int page) {}

    private final Search search;

    /** Over the results. */
    @Activate
    public ResultsAction(@Reference Results results) {
        this.search = new Search(results.database());
    }

    @Override
    public Page call(Query query, ActionContext context) {
        return search.find(query);
    }
}
