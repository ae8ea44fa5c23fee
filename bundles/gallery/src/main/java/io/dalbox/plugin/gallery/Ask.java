package io.dalbox.plugin.gallery;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Asks for one value of every kind, and refuses some of them. */
@Component
@ActionSpec(name = "ask", description = "Asks for one value of every kind")
public final class Ask implements Action<Ask.Input, Ask.Heard> {

    /** A few words to choose from. */
    public enum Mode {
        COPY,
        MOVE
    }

    /**
     * A header.
     *
     * @param name its name
     * @param value its value
     */
    public record Header(
            @Param(title = "Name", description = "", maxLength = 40, pattern = "[A-Za-z-]+")
            String name,

            @Param(title = "Value", description = "", required = false) @Nullable
            String value) {}

    /**
     * A proxy.
     *
     * @param host where it is
     * @param port its port
     */
    public record Proxy(
            @Param(title = "Host", description = "", maxLength = 200)
            String host,

            @Param(title = "Port", description = "", min = 1, max = 65_535, defaultValue = "8080")
            int port) {}

    /** One value of every kind. */
    public record Input(
            @Param(title = "Name", description = "“taken” is refused by the server", maxLength = 40)
            String name,

            @Param(title = "Mode", description = "", defaultValue = "COPY")
            Mode mode,

            @Param(title = "Note", description = "", format = "multiline", required = false) @Nullable
            String note,

            @Param(title = "Folder", description = "", format = "storage-folder", required = false) @Nullable
            String folder,

            @Param(title = "Plugin", description = "", format = "plugin", required = false) @Nullable
            String plugin,

            @Param(title = "Languages", description = "", format = "language", required = false, maxLength = 4)
            @Nullable
            List<String> languages,

            @Param(title = "Kinds", description = "", required = false) @Nullable
            List<Mode> kinds,

            @Param(title = "Schedule", description = "", format = "cron", required = false) @Nullable
            String schedule,

            @Param(title = "Size", description = "", format = "bytes", defaultValue = "1073741824", min = 0)
            long size,

            @Param(title = "Wait", description = "", defaultValue = "PT5M")
            Duration pause,

            @Param(title = "Tell me", description = "When it is done", defaultValue = "false")
            boolean tell,

            @Param(title = "Tell me where", description = "", format = "email", required = false) @Nullable
            String mail,

            @Param(title = "Password", description = "Never kept in a draft", format = "password", required = false)
            @Nullable
            String secret,

            @Param(title = "Headers", description = "", required = false, maxLength = 5) @Nullable
            List<Header> headers,

            @Param(title = "Proxy", description = "", required = false) @Nullable
            Proxy proxy,

            @Param(title = "Weights", description = "", required = false) @Nullable
            Map<String, Integer> weights,

            @Param(title = "Anything", description = "", required = false) @Nullable
            Object anything) {}

    /**
     * What was heard.
     *
     * @param name the name
     */
    public record Heard(@Param(description = "The name") String name) {}

    @Override
    public Heard call(Input input, ActionContext context) {
        if (input.name().equals("taken")) {
            throw new ActionException(ActionException.Kind.INVALID, "/name", "This name is taken. Choose another one.");
        }
        return new Heard(input.name());
    }
}
