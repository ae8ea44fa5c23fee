package io.dalbox.plugins.internal.actions;

import io.dalbox.action.ActionException;
import io.dalbox.events.DeliveryOutcome;
import io.dalbox.plugins.internal.guard.Words;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;

/**
 * Says what becomes of an event whose subscriber threw, as {@code EventSubscriber} promises. Nothing of what was thrown goes
 * further than its words: the journal outlives the plugin's classes.
 */
final class SubscriberOutcome {

    private SubscriberOutcome() {}

    static DeliveryOutcome of(String plugin, Throwable thrown) {
        return switch (thrown) {
            // An interrupted subscriber was stopped, not convinced: the event must come again.
            case InterruptedException e -> stopping(plugin);
            case RejectedExecutionException e -> stopping(plugin);
            case CancellationException e -> stopping(plugin);
            case ActionException e
            when e.kind() == ActionException.Kind.UNAVAILABLE -> new DeliveryOutcome.Held(Words.message(e));
            case ActionException e ->
                new DeliveryOutcome.Failed(Words.message(e), e.kind() == ActionException.Kind.INVALID, null);
            default -> new DeliveryOutcome.Failed(Words.of(thrown), false, null);
        };
    }

    private static DeliveryOutcome stopping(String plugin) {
        return new DeliveryOutcome.Held("The plugin '" + plugin + "' is stopping, or has too much waiting.");
    }
}
