package io.dalbox.flows.internal.trace;

import io.dalbox.events.DeliveryRecord;
import io.dalbox.events.JournalEvent;
import io.dalbox.tasks.Task;

/** What a chain of causes is made of. */
sealed interface Link {

    /** Returns its id in a trace. */
    String node();

    /** An event. */
    record OfEvent(JournalEvent event) implements Link {
        @Override
        public String node() {
            return "event:" + event.info().id();
        }
    }

    /** What a subscriber did with an event. */
    record OfDelivery(DeliveryRecord delivery) implements Link {
        @Override
        public String node() {
            return "delivery:" + delivery.id();
        }
    }

    /** A task. */
    record OfTask(Task task) implements Link {
        @Override
        public String node() {
            return "task:" + task.taskId();
        }
    }
}
