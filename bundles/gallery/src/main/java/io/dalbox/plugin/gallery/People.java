package io.dalbox.plugin.gallery;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Sample people; every third has no name yet. */
@Component
@ActionSpec(name = "people", description = "Sample people", method = Method.GET)
public final class People implements Action<Query, People.Page> {

    private static final int PICTURES = 12;

    /**
     * People.
     *
     * @param items the groups of faces
     */
    public record Page(
            @Param(description = "The groups of faces") List<Person> items) {}

    /**
     * A group of faces.
     *
     * @param id key
     * @param name who it is
     * @param image address of a picture
     * @param count how many pictures
     */
    public record Person(
            @Param(description = "Key") String id,

            @Param(description = "Who it is", required = false) @Nullable
            String name,

            @Param(description = "Address of a picture") String image,
            @Param(description = "How many pictures") int count) {}

    @Override
    public Page call(Query query, ActionContext context) throws InterruptedException {
        SampleRows.behave(query);
        List<Row> rows = SampleRows.of(query.count(), query.kind());
        return new Page(IntStream.range(0, rows.size())
                .mapToObj(at -> new Person(
                        "p" + at,
                        at % 3 == 2 ? null : rows.get(at).name(),
                        "/module/gallery/pictures/" + at % PICTURES + ".svg",
                        1 + at * 7 % 40))
                .toList());
    }
}
