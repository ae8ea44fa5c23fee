package io.dalbox.plugin.faces;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Lane;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import io.dalbox.plugin.faces.album.Likeness;
import io.dalbox.plugin.faces.album.Pair;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks whether two are one. */
@Component(service = Action.class)
@ActionSpec(
        name = "suggestions",
        description = "Lists pairs of people who may be the same person",
        method = Method.GET,
        lane = Lane.CPU)
public final class SuggestionsAction implements Action<Nothing, SuggestionsAction.Answer> {

    private final Likeness likeness;
    private final FacesSettings settings;

    private static final int MOST = 50;

    /**
     * Questions.
     *
     * @param items the most alike first
     */
    public record Answer(
            @Param(description = "The most alike first") List<Question> items) {

        /** Copies the list. */
        public Answer {
            items = List.copyOf(items);
        }
    }

    /**
     * Are they the same?
     *
     * @param id of the pair
     * @param a key of one
     * @param b key of the other
     * @param name of one
     * @param image of one
     * @param other picture of the other
     * @param count photos of one
     * @param otherCount photos of the other
     * @param similarity of the two
     */
    public record Question(
            @Param(description = "Key of the pair") String id,
            @Param(description = "Key of one") String a,
            @Param(description = "Key of the other") String b,

            @Param(description = "Name of one", required = false) @Nullable
            String name,

            @Param(description = "Picture of one") String image,
            @Param(description = "Picture of the other") String other,
            @Param(description = "Photos of one") int count,
            @Param(description = "Photos of the other") int otherCount,
            @Param(description = "How alike they are") double similarity) {}

    /** With what it works on. */
    @Activate
    public SuggestionsAction(@Reference Likeness likeness, @Reference FacesSettings settings) {
        this.likeness = likeness;
        this.settings = settings;
    }

    @Override
    public Answer call(Nothing query, ActionContext context) throws IOException {
        return new Answer(likeness.pairs(settings.recognition(), MOST).stream()
                .map(SuggestionsAction::question)
                .toList());
    }

    /** The one with a name, or on more photos, stays when they are the same. */
    private static Question question(Pair pair) {
        boolean turn = pair.a().name() == null && pair.b().name() != null;
        PersonRow a = PersonRow.of(turn ? pair.b() : pair.a());
        PersonRow b = PersonRow.of(turn ? pair.a() : pair.b());
        return new Question(
                a.id() + "-" + b.id(),
                a.id(),
                b.id(),
                a.name(),
                a.image(),
                b.image(),
                a.count(),
                b.count(),
                pair.similarity());
    }
}
