package io.dalbox.events;

/**
 * What a durable subscriber wants.
 *
 * @param subscriber a stable name: {@code <plugin>/<component>} or {@code flow/<id>} or {@code hook/<id>}
 * @param type the one event type
 * @param retry when to give up
 * @param concurrency how many deliveries are in flight at once; 1 keeps the order, more do not
 * @param recorded whether deliveries that went well are kept as history too; dead letters always are
 */
public record SubscriptionSpec(String subscriber, String type, RetryPolicy retry, int concurrency, boolean recorded) {

    /** In order, one at a time, with the default retries. */
    public static SubscriptionSpec of(String subscriber, String type) {
        return new SubscriptionSpec(subscriber, type, RetryPolicy.DEFAULT, 1, false);
    }
}
