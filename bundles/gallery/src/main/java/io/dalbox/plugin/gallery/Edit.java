package io.dalbox.plugin.gallery;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Takes what an editor sends and keeps nothing of it. */
@Component
@ActionSpec(name = "edit", description = "Takes what an editor sends and keeps nothing of it")
public final class Edit implements Action<Edit.Sent, Edit.Taken> {

    /**
     * What an editor sends.
     *
     * @param id of a group
     * @param name of a person
     * @param into the group that others become part of
     * @param ids of groups
     * @param text a whole text
     * @param cues all subtitles
     */
    public record Sent(
            @Param(description = "Of a group", required = false) @Nullable
            String id,

            @Param(description = "Of a person", required = false) @Nullable
            String name,

            @Param(description = "The group that others become part of", required = false) @Nullable
            String into,

            @Param(description = "Of groups", required = false) @Nullable
            List<String> ids,

            @Param(description = "A whole text", required = false) @Nullable
            String text,

            @Param(description = "All subtitles", required = false) @Nullable
            List<Cues.Cue> cues) {}

    /**
     * What became of it.
     *
     * @param cues how many subtitles were sent
     */
    public record Taken(
            @Param(description = "How many subtitles were sent")
            int cues) {}

    @Override
    public Taken call(Sent sent, ActionContext context) {
        return new Taken(sent.cues() == null ? 0 : sent.cues().size());
    }
}
