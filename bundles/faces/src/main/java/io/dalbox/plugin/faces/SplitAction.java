package io.dalbox.plugin.faces;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Lane;
import io.dalbox.action.Param;
import io.dalbox.plugin.faces.album.Decisions;
import io.dalbox.plugin.faces.album.Likeness;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Splits a person. */
@Component(service = Action.class)
@ActionSpec(
        name = "split",
        description =
                "Takes faces out of a person into a new one; without faces, splits what looks like several people",
        lane = Lane.CPU)
public final class SplitAction implements Action<SplitAction.Input, Decided> {

    private final Decisions decisions;
    private final Likeness likeness;
    private final FacesSettings settings;

    /**
     * Who.
     *
     * @param id key of the person
     * @param faces which faces are somebody else; none: those that look so
     */
    public record Input(
            @Param(description = "Key of the person", pattern = Ids.PATTERN)
            String id,

            @Param(description = "Keys of the faces that are somebody else", required = false, maxLength = 1000)
            @Nullable
            List<String> faces) {

        /** Copies the list. */
        public Input {
            faces = faces == null ? List.of() : List.copyOf(faces);
        }

        @Override
        public List<String> faces() {
            return faces == null ? List.of() : faces;
        }
    }

    /** With what it works on. */
    @Activate
    public SplitAction(
            @Reference Decisions decisions, @Reference Likeness likeness, @Reference FacesSettings settings) {
        this.decisions = decisions;
        this.likeness = likeness;
        this.settings = settings;
    }

    @Override
    public Decided call(Input input, ActionContext context) throws IOException {
        long person = Ids.number(input.id());
        List<List<Long>> parts = input.faces().isEmpty()
                ? likeness.parts(person, settings.recognition())
                : List.of(Ids.numbers(input.faces(), "/faces"));
        if (parts.isEmpty()) {
            throw new ActionException(
                    ActionException.Kind.CONFLICT,
                    "These faces look like one person. Open the person and reject the faces that are wrong");
        }
        return Decided.of(decisions.split(person, parts));
    }
}
