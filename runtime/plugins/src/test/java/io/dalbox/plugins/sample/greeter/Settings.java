package io.dalbox.plugins.sample.greeter;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Shows the settings that it was made with. */
@Component(configurationPid = "greeter")
@Designate(ocd = Settings.Config.class)
@ActionSpec(name = "settings", description = "The settings in force", method = Method.GET)
public final class Settings implements Action<Listener.Heard.Nothing, Settings.Shown> {

    /** The settings. */
    @ObjectClassDefinition(name = "Greeter", description = "How to greet")
    public @interface Config {
        /** A number within bounds. */
        @AttributeDefinition(name = "Rate", description = "Greetings a minute", min = "1", max = "100")
        int rate() default 10;

        /** A list. */
        @AttributeDefinition(name = "Words")
        String[] words() default {"hello"};

        /** A secret. */
        @AttributeDefinition(name = "Key", type = AttributeType.PASSWORD, required = false)
        String key() default "";
    }

    /** What is in force. */
    public record Shown(
            @Param(description = "Rate") int rate,
            @Param(description = "Words") java.util.List<String> words,
            @Param(description = "Key") String key) {}

    private final Config config;

    /** Made anew for new settings. */
    @Activate
    public Settings(Config config) {
        this.config = config;
    }

    @Override
    public Shown call(Listener.Heard.Nothing input, ActionContext context) {
        return new Shown(config.rate(), java.util.List.of(config.words()), config.key());
    }
}
