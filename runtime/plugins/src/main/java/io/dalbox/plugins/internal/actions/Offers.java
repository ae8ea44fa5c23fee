package io.dalbox.plugins.internal.actions;

import io.dalbox.action.Action;
import io.dalbox.action.Lane;
import io.dalbox.compute.BackgroundWork;
import io.dalbox.compute.Schedule;
import io.dalbox.event.EventSubscriber;
import io.dalbox.lanes.Intervals;
import io.dalbox.lanes.Schedules;
import io.dalbox.plugin.HealthCheck;
import io.dalbox.plugins.ActionFailure;
import io.dalbox.plugins.internal.guard.Words;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskAction;
import io.dalbox.tasks.Tasks;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Makes offers of the services of one version of a plugin. */
final class Offers {

    /** The service types that the host acts on. */
    static final java.util.Set<String> TYPES = java.util.Set.of(
            Action.class.getName(),
            TaskAction.class.getName(),
            EventSubscriber.class.getName(),
            BackgroundWork.class.getName(),
            HealthCheck.class.getName());

    private static final Pattern SETTING = Pattern.compile("\\$\\{([A-Za-z0-9_.-]{1,80})}");

    private final Core core;
    private final Bundle bundle;
    private final LivePlugin plugin;
    private final ActionTable table;
    private final Calls calls;
    private final ActionReader reader;

    Offers(Core core, Bundle bundle, LivePlugin plugin, ActionTable table, Calls calls) {
        this.core = core;
        this.bundle = bundle;
        this.plugin = plugin;
        this.table = table;
        this.calls = calls;
        this.reader = new ActionReader(core.schemas());
    }

    Offer of(ServiceReference<?> reference, Object service) throws BadContribution {
        return switch (service) {
            case TaskAction<?, ?> a -> new ActionOffer(reader.read(plugin.id(), reference, a, plugin.mapper()));
            case Action<?, ?> a -> new ActionOffer(reader.read(plugin.id(), reference, a, plugin.mapper()));
            case EventSubscriber<?> s -> SubscriberOffer.of(core, plugin, reference, s);
            case BackgroundWork w -> schedule(reference, w);
            case HealthCheck ignored -> Offer.HELD;
            default -> throw new BadContribution("it is none of the types that the host knows");
        };
    }

    private Offer schedule(ServiceReference<?> reference, BackgroundWork work) throws BadContribution {
        Properties spec = Properties.of(reference, Schedule.PREFIX_);
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

    // Asked for in the name of the plugin's own bundle, which may have declared which ones it uses.
    private Supplier<Storages> storages() {
        return () -> core.storages().apply(bundle);
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
        try {
            return Intervals.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadContribution(Words.message(e));
        }
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
                                        plugin, binding, calls, core.lanes(), table, storages(), core.log()));
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
                registration = core.schedules().add(plugin.id(), timing, () -> guarded(timing.name(), work));
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

    /** Runs a round; what it throws is logged here and passed on without its classes. */
    private void guarded(String name, BackgroundWork work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            core.log().failed(plugin.id(), "The work " + name + " failed", e);
            throw new ActionFailure("The work " + name + " failed: " + Words.of(e));
        }
    }
}
