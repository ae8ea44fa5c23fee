package io.dalbox.plugins.sample.greeter;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Lane;
import io.dalbox.action.Param;
import org.osgi.service.component.annotations.Component;

/** Fails in the way it is asked to. */
@Component
@ActionSpec(name = "break", description = "Fails", lane = Lane.CPU)
public final class Break implements Action<Break.How, Void> {

    /** How. */
    public record How(@Param(description = "The way") String how) {}

    /** An exception of the plugin's own class. */
    static final class Own extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Own() {
            super("my own");
        }
    }

    @Override
    public Void call(How input, ActionContext context) {
        switch (input.how()) {
            case "conflict" -> throw new ActionException(ActionException.Kind.CONFLICT, "Busy, try later");
            case "own" -> throw new Own();
            case "overflow" -> throw new StackOverflowError();
            case "link" -> throw new NoClassDefFoundError("some/Missing");
            default -> throw new IllegalStateException(input.how());
        }
    }
}
