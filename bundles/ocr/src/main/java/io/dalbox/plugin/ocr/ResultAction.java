package io.dalbox.plugin.ocr;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import io.dalbox.plugin.ocr.text.PageText;
import io.dalbox.plugin.ocr.text.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Returns one result: a page of it, with its words and where they stand. */
@Component(service = Action.class)
@ActionSpec(
        name = "result",
        description = "Returns a page of what was recognised, with its words and where they stand",
        method = Method.GET)
public final class ResultAction implements Action<ResultAction.Query, ResultAction.Answer> {

    /**
     * Which.
     *
     * @param id of the result
     * @param page from 1
     */
    public record Query(
            @Param(description = "The id of the result") long id,

            @Param(description = "Which page, from 1", defaultValue = "1", min = 1)
            int page) {}

    /**
     * A page.
     *
     * @param id of the result
     * @param path the file
     * @param name the file's name
     * @param kind document or video
     * @param page which page this is
     * @param pages how many there are
     * @param before the page before
     * @param after the page after
     * @param picture where the picture of the page is; {@code null} of a video
     * @param text of the page
     * @param confidence of the page
     * @param engine that read the page
     * @param language of the page
     * @param start in a video: when the text is there, in seconds
     * @param end in a video: until when
     * @param words in reading order
     */
    public record Answer(
            @Param(description = "The id of the result") long id,

            @Param(description = "The file", format = "storage-path")
            String path,

            @Param(description = "The file's name") String name,
            @Param(description = "document or video") String kind,
            @Param(description = "Which page this is") int page,
            @Param(description = "How many there are") int pages,

            @Param(description = "The page before; 0 when there is none")
            int before,

            @Param(description = "The page after; 0 when there is none")
            int after,

            @Param(description = "Where the picture of the page is; none of a video", required = false) @Nullable
            String picture,

            @Param(description = "The text of the page", format = "multiline")
            String text,

            @Param(description = "How sure the engine is, 0 to 100")
            double confidence,

            @Param(description = "The engine") String engine,
            @Param(description = "The language") String language,

            @Param(description = "Of a video: from when on the text is there, in seconds", required = false) @Nullable
            Double start,

            @Param(description = "Of a video: until when", required = false) @Nullable
            Double end,

            @Param(description = "The words in reading order")
            List<Box> words) {}

    /**
     * A word, in fractions of the picture.
     *
     * @param id numbers the words of the page
     * @param x of the left edge
     * @param y of the upper edge
     * @param width of the word
     * @param height of the word
     * @param text the word
     * @param confidence 0 to 1
     * @param line which line it is in
     */
    public record Box(
            @Param(description = "Numbers the words of the page")
            int id,

            @Param(description = "Of the left edge, 0 to 1") double x,

            @Param(description = "Of the upper edge, 0 to 1")
            double y,

            @Param(description = "0 to 1") double width,
            @Param(description = "0 to 1") double height,
            @Param(description = "The word") String text,

            @Param(description = "How sure the engine is, 0 to 1")
            double confidence,

            @Param(description = "Which line it is in, from 0")
            int line) {}

    private final Results results;

    /** Over the results. */
    @Activate
    public ResultAction(@Reference Results results) {
        this.results = results;
    }

    @Override
    public Answer call(Query query, ActionContext context) {
        Kept kept = results.find(query.id())
                .orElseThrow(() -> new ActionException(Kind.NOT_FOUND, "/id", "There is no result " + query.id()));
        StoredPage page = results.page(query.id(), query.page()).orElseGet(() -> nothing(kept, query));
        PageText read = page.text();
        return new Answer(
                kept.id(),
                kept.path(),
                kept.name(),
                kept.kind(),
                query.page(),
                kept.pages(),
                query.page() - 1,
                query.page() < kept.pages() ? query.page() + 1 : 0,
                kept.kind().equals("video") ? null : Pictures.address(kept, query.page()),
                read.text(),
                Math.round(read.confidence()),
                read.engine().id(),
                read.language(),
                seconds(page.start()),
                seconds(page.end()),
                boxes(read));
    }

    /** A video on which nothing was read has no page at all. */
    private static StoredPage nothing(Kept kept, Query query) {
        if (kept.pages() == 0 && query.page() == 1) {
            return new StoredPage(
                    1, null, null, new PageText(1, 1, io.dalbox.plugin.ocr.text.Engine.AUTO, "", List.of()));
        }
        throw new ActionException(
                Kind.NOT_FOUND, "/page", kept.name() + " has " + kept.pages() + " pages, and no page " + query.page());
    }

    private static @Nullable Double seconds(@Nullable Long millis) {
        return millis == null ? null : millis / 1000.0;
    }

    private static List<Box> boxes(PageText read) {
        List<Box> boxes = new ArrayList<>();
        for (Word word : read.words()) {
            boxes.add(new Box(
                    boxes.size() + 1,
                    part(word.x(), read.width()),
                    part(word.y(), read.height()),
                    part(word.width(), read.width()),
                    part(word.height(), read.height()),
                    word.text(),
                    Math.round(word.confidence()) / 100.0,
                    word.line()));
        }
        return boxes;
    }

    private static double part(int pixels, int all) {
        return Math.round(1e5 * pixels / all) / 1e5;
    }
}
