package io.dalbox.plugins.internal.actions;

import io.dalbox.action.Action;
import io.dalbox.action.Lane;
import io.dalbox.compute.BackgroundWork;
import io.dalbox.compute.Priority;
import io.dalbox.compute.Schedule;
import io.dalbox.event.EventSubscriber;
import io.dalbox.event.SubscribesTo;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.lanes.Schedules;
import io.dalbox.lanes.Work;
import io.dalbox.plugins.ActionFailure;
import io.dalbox.plugins.internal.guard.Words;
import io.dalbox.task.TaskAction;
import io.dalbox.tasks.Tasks;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import tools.jackson.databind.JavaType;

/** Makes offers of the services of one version of a plugin. */
final class Offers {

    /** The service types that the host acts on. */
    static final java.util.Set<String> TYPES = java.util.Set.of(
            Action.class.getName(),
            TaskAction.class.getName(),
            EventSubscriber.class.getName(),
            BackgroundWork.class.getName());

    private static final Pattern SETTING = Pattern.compile("\\$\\{([A-Za-z0-9_.-]{1,80})}");

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*(ms|s|m|h)");

    private final Core core;
    private final LivePlugin plugin;
    private final ActionTable table;
    private final Calls calls;
    private final ActionReader reader;

    Offers(Core core, LivePlugin plugin, ActionTable table, Calls calls) {
        this.core = core;
        this.plugin = plugin;
        this.table = table;
        this.calls = calls;
        this.reader = new ActionReader(core.schemas());
    }

    Offer of(ServiceReference<?> reference, Object service) throws BadContribution {
        return switch (service) {
            case TaskAction<?, ?> a -> new ActionOffer(reader.read(plugin.id(), reference, a, plugin.mapper()));
            case Action<?, ?> a -> new ActionOffer(reader.read(plugin.id(), reference, a, plugin.mapper()));
            case EventSubscriber<?> s -> subscriber(reference, s);
            case BackgroundWork w -> schedule(reference, w);
            default -> throw new BadContribution("it is none of the types that the host knows");
        };
    }

    private Offer subscriber(ServiceReference<?> reference, EventSubscriber<?> service) throws BadContribution {
        String type = new Properties(reference, SubscribesTo.PREFIX_).text("type", "");
        if (type.isEmpty()) {
            throw new BadContribution("it does not say which event type it takes; set it with @SubscribesTo(type = …)");
        }
        JavaType[] types = plugin.mapper().typeArguments(service.getClass(), EventSubscriber.class);
        if (types.length != 1 || !types[0].getRawClass().isRecord()) {
            throw new BadContribution("its record type cannot be read from its class; write a class that implements"
                    + " EventSubscriber<SomeRecord>, not a lambda");
        }
        String name = plugin.id() + "/" + Properties.component(reference);
        return new SubscriberOffer(name, type, types[0].getRawClass().asSubclass(Record.class), service);
    }

    private Offer schedule(ServiceReference<?> reference, BackgroundWork work) throws BadContribution {
        Properties spec = new Properties(reference, Schedule.PREFIX_);
        return new ScheduleOffer(
                new Schedules.Timing(
                        spec.text("name", Properties.component(reference)),
                        setting(reference, spec.text("every", "")),
                        setting(reference, spec.text("cron", "")),
                        spec.flag("on.start") || spec.flag("on_start"),
                        duration(setting(reference, spec.text("retry", "10s"))),
                        spec.word("lane", Lane.class, Lane.IO)),
                work);
    }

    /** Looks {@code ${name}} up among the component's own properties, which the plugin's settings are part of. */
    private static String setting(ServiceReference<?> reference, String text) throws BadContribution {
        Matcher matcher = SETTING.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        @Nullable Object value = reference.getProperty(matcher.group(1));
        return switch (value) {
            case Number seconds -> seconds + "s";
            case String words -> words;
            case null, default ->
                throw new BadContribution("'" + text + "' names the property '" + matcher.group(1)
                        + "', which the component does not have or which is no text or number");
        };
    }

    private static Duration duration(String text) throws BadContribution {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new BadContribution("'" + text + "' is not a time; write it like 10s, 5m or 1h");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /** An action; a long one also runs its tasks while it is open. */
    private final class ActionOffer implements Offer {
        private final Binding binding;
        private Tasks.@Nullable Attachment tasks;

        ActionOffer(Binding binding) {
            this.binding = binding;
        }

        @Override
        public void open() throws BadContribution {
            plugin.bind(binding);
            if (binding.description().longRunning()) {
                tasks = core.tasks()
                        .attach(
                                plugin.id(),
                                binding.description().name(),
                                new PluginTaskRunner(
                                        plugin, binding, calls, core.lanes(), table, core.storages(), core.log()));
            }
        }

        @Override
        public void close() {
            plugin.unbind(binding);
            if (tasks != null) {
                tasks.close();
                tasks = null;
            }
        }
    }

    /** A subscription to an event type. */
    private final class SubscriberOffer implements Offer {
        private final String name;
        private final String type;
        private final Class<? extends Record> view;
        private final EventSubscriber<?> service;
        private Journal.@Nullable Registration registration;

        SubscriberOffer(String name, String type, Class<? extends Record> view, EventSubscriber<?> service) {
            this.name = name;
            this.type = type;
            this.view = view;
            this.service = service;
        }

        @Override
        public void open() {
            registration = core.journal().subscribe(name, type, this::deliver);
        }

        // The record type was read from the subscriber's own class.
        @SuppressWarnings("unchecked")
        private void deliver(JournalEvent event) {
            Work work = Work.of(plugin.id(), Lane.IO, "on " + type, Priority.BACKGROUND)
                    .on("event " + event.info().id());
            guarded(
                    "The subscriber " + name,
                    () -> core.lanes().here(work, () -> {
                        ((EventSubscriber<Record>) service).on(plugin.mapper().view(event.data(), view), event.info());
                        return type;
                    }));
        }

        @Override
        public void close() {
            if (registration != null) {
                registration.close();
                registration = null;
            }
        }
    }

    /** Background work. */
    private final class ScheduleOffer implements Offer {
        private final Schedules.Timing timing;
        private final BackgroundWork work;
        private Schedules.@Nullable Registration registration;

        ScheduleOffer(Schedules.Timing timing, BackgroundWork work) {
            this.timing = timing;
            this.work = work;
        }

        @Override
        public void open() throws BadContribution {
            try {
                registration = core.schedules()
                        .add(plugin.id(), timing, () -> guarded("The work " + timing.name(), work::run));
            } catch (IllegalArgumentException e) {
                throw new BadContribution(Words.message(e));
            }
        }

        @Override
        public void close() {
            if (registration != null) {
                registration.close();
                registration = null;
            }
        }
    }

    /** Runs code of the plugin; what it throws is logged here and passed on without its classes. */
    private void guarded(String what, BackgroundWork code) {
        try {
            code.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            core.log().failed(plugin.id(), what + " failed", e);
            throw new ActionFailure(what + " failed: " + Words.of(e));
        }
    }
}
