package io.dalbox.web.internal.stream;

import io.dalbox.events.DeliveryRecord;
import io.dalbox.events.JournalEvent;
import io.dalbox.flows.Flow;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.tasks.Task;
import io.dalbox.web.internal.http.Caller;

/** Something that open pages hear of. */
sealed interface Change {

    /** The stream's word for it. */
    String kind();

    /** Of several waiting changes with one key only the newest counts. */
    String key();

    /** The area that it belongs to: a plugin's id or {@code core}. */
    String area();

    /** Whether it is for this caller. */
    default boolean isFor(Caller caller) {
        return caller.may("core.read") || caller.may(area() + ".read");
    }

    /** A plugin changed or went. */
    record OfPlugin(PluginInfo plugin, boolean removed) implements Change {
        @Override
        public String kind() {
            return "plugin";
        }

        @Override
        public String key() {
            return "plugin/" + plugin.id();
        }

        @Override
        public String area() {
            return plugin.id();
        }
    }

    /** A task changed or was deleted. */
    record OfTask(Task task, boolean removed) implements Change {
        @Override
        public String kind() {
            return "task";
        }

        @Override
        public String key() {
            return "task/" + task.taskId();
        }

        @Override
        public String area() {
            return task.plugin();
        }
    }

    /** A flow changed or was removed. */
    record OfFlow(Flow flow, boolean removed) implements Change {
        @Override
        public String kind() {
            return "flow";
        }

        @Override
        public String key() {
            return "flow/" + flow.id();
        }

        @Override
        public String area() {
            return "core";
        }
    }

    /** A delivery that is kept changed. */
    record OfDelivery(DeliveryRecord delivery) implements Change {
        @Override
        public String kind() {
            return "delivery";
        }

        @Override
        public String key() {
            return "delivery/" + delivery.id();
        }

        @Override
        public String area() {
            return "core";
        }
    }

    /** An event is durable. */
    record OfEvent(JournalEvent event) implements Change {
        private static final String MODULE = "/module/";

        @Override
        public String kind() {
            return "event";
        }

        @Override
        public String key() {
            return "event/" + event.sequence();
        }

        @Override
        public String area() {
            String source = event.info().source();
            return source.startsWith(MODULE) ? source.substring(MODULE.length()).split("/", 2)[0] : "core";
        }
    }

    /** The pages of a plugin came, went or changed. */
    record OfPages(String plugin) implements Change {
        @Override
        public String kind() {
            return "page";
        }

        @Override
        public String key() {
            return "page/" + plugin;
        }

        @Override
        public String area() {
            return plugin;
        }
    }

    /** What the sources of the catalogue offer changed, or what of it is installed. */
    record OfCatalogue() implements Change {
        @Override
        public String kind() {
            return "catalogue";
        }

        @Override
        public String key() {
            return "catalogue";
        }

        @Override
        public String area() {
            return "core";
        }
    }

    /** A user arranged the sidebar or the home page; only that user's pages hear of it. */
    record OfArrangement(String user) implements Change {
        @Override
        public String kind() {
            return "page";
        }

        @Override
        public String key() {
            return "arrangement/" + user;
        }

        @Override
        public String area() {
            return "core";
        }

        @Override
        public boolean isFor(Caller caller) {
            return caller.userId().equals(user);
        }
    }
}
