package io.dalbox.hooks;

import io.dalbox.json.Violation;
import java.util.List;

/** What becomes of something that was posted to a hook. */
public sealed interface Receipt {

    /**
     * The event is durable. The same message again, within an hour, gets the same answer and makes no second event.
     *
     * @param event its id
     */
    record Accepted(String event) implements Receipt {}

    /** There is no such hook, or the sender does not know its secret: which of the two, nobody learns. */
    record Unknown() implements Receipt {}

    /** The hook is switched off. */
    record Off() implements Receipt {}

    /**
     * Too many came.
     *
     * @param seconds when one more may come
     */
    record TooMany(int seconds) implements Receipt {}

    /**
     * The body is too large.
     *
     * @param most bytes that the hook takes
     */
    record TooLarge(int most) implements Receipt {}

    /**
     * The body cannot be read.
     *
     * @param reason why, for people
     */
    record Unreadable(String reason) implements Receipt {}

    /**
     * The data does not fit the event type.
     *
     * @param reason in short
     * @param places in the body
     */
    record Unfit(String reason, List<Violation> places) implements Receipt {}

    /**
     * It cannot be taken now; trying again may help.
     *
     * @param reason why, for people
     */
    record NotNow(String reason) implements Receipt {}
}
