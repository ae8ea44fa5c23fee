package io.dalbox.tasks.internal;

import io.dalbox.action.ActionException;
import io.dalbox.task.TaskStoppedException;
import io.dalbox.task.TransientException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a run ended. */
sealed interface Outcome {

    /** With a result, or without one. */
    record Completed(@Nullable JsonNode result) implements Outcome {}

    /** With an error that people see. */
    record Failed(String message) implements Outcome {}

    /** Because it was asked to stop. */
    record Stopped() implements Outcome {}

    /** With an error that may pass. */
    record Again(String message, @Nullable Duration asked) implements Outcome {}

    /** The longest error kept; the log has the rest. */
    int MESSAGE_LIMIT = 500;

    /** Says what a throwable means, {@code stopAsked} telling whether the run had been asked to stop. */
    static Outcome of(Throwable thrown, boolean stopAsked) {
        if (thrown instanceof ActionException e) {
            return new Failed(sentence(e));
        }
        if (stopAsked && (isStop(thrown) || thrown instanceof TransientException)) {
            return new Stopped();
        }
        if (thrown instanceof TransientException e) {
            return new Again(sentence(e), e.retryAfter());
        }
        if (thrown instanceof InterruptedException || thrown instanceof TaskStoppedException) {
            // Nobody asked the task itself: its lane was closed. It goes on when there is one again.
            return new Again("it was interrupted", null);
        }
        return new Failed(
                isExpected(thrown) ? sentence(thrown) : thrown.getClass().getSimpleName() + ": " + sentence(thrown));
    }

    /** Whether the stack tells a developer something that the message does not tell the person. */
    static boolean isExpected(Throwable thrown) {
        return thrown instanceof ActionException || thrown instanceof TransientException;
    }

    /** An interrupt comes out of blocking calls in many shapes, often wrapped. */
    private static boolean isStop(Throwable thrown) {
        int depth = 0;
        for (Throwable e = thrown; e != null && depth < 20; e = e.getCause(), depth++) {
            if (e instanceof TaskStoppedException
                    || e instanceof InterruptedException
                    || e instanceof ClosedByInterruptException
                    || e instanceof InterruptedIOException
                    || e instanceof CancellationException) {
                return true;
            }
        }
        return false;
    }

    private static String sentence(Throwable thrown) {
        String message = thrown.getMessage();
        String text = message == null || message.isBlank() ? "no message" : message.strip();
        return text.length() <= MESSAGE_LIMIT ? text : text.substring(0, MESSAGE_LIMIT) + "…";
    }
}
