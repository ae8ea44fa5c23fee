package io.dalbox.plugins.internal.life;

import io.dalbox.events.EventTypes;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.ContractWatcher.Affected;
import io.dalbox.plugins.ContractWatcher.Contract;
import io.dalbox.plugins.PluginInfo.Problem;
import io.dalbox.plugins.Plugins.Preview.Changed;
import io.dalbox.plugins.Plugins.Preview.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one version of a plugin differs from the one before in what it offers.
 *
 * @param broken what is compiled against the former and does not work with the latter
 */
record ContractChange(Contract before, Contract after, Changes actions, Changes events, List<Affected> broken) {

    static final ContractChange NONE =
            new ContractChange(Contract.NONE, Contract.NONE, Changes.NONE, Changes.NONE, List.of());

    static ContractChange between(Contract before, Contract after, List<Affected> broken) {
        return new ContractChange(
                before,
                after,
                changes(before.actions(), after.actions(), Actions.Description::name, Differences::between),
                changes(before.events(), after.events(), EventTypes.Type::name, Differences::between),
                broken);
    }

    /** Returns whether anything differs. */
    boolean any() {
        return !actions.equals(Changes.NONE) || !events.equals(Changes.NONE);
    }

    /** Says which event type breaks its readers without saying so by a new version, if one does. */
    Optional<String> refusal() {
        Map<String, EventTypes.Type> former = named(before.events(), EventTypes.Type::name);
        return after.events().stream()
                .flatMap(next -> broken(former.get(next.name()), next).stream())
                .findFirst();
    }

    private static Optional<String> broken(EventTypes.@Nullable Type was, EventTypes.Type is) {
        if (was == null || was.version() != is.version()) {
            return Optional.empty();
        }
        Differences differences = Differences.between(was, is);
        return differences.breaking()
                ? Optional.of("The event type " + is.name() + " changes in a way that breaks its readers, but still has"
                        + " the version " + is.version() + ": " + String.join("; ", differences.details())
                        + ". Its author must raise the version in @EventType, or make the change compatible.")
                : Optional.empty();
    }

    /** Says it in a line or two, for the history. */
    String words() {
        List<String> parts = new ArrayList<>();
        say(parts, "action", actions);
        say(parts, "event type", events);
        broken.forEach(each -> parts.add(each.kind() + " '" + each.name() + "' no longer fits"));
        return String.join("; ", parts);
    }

    private static void say(List<String> parts, String what, Changes changes) {
        changes.added().forEach(name -> parts.add(what + " " + name + " is new"));
        changes.removed().forEach(name -> parts.add(what + " " + name + " is gone"));
        changes.changed()
                .forEach(change -> parts.add(what + " " + change.name() + ": " + String.join(", ", change.details())));
    }

    /** Names each thing that no longer works, for the plugin's row. */
    List<Problem> hints(String version) {
        return broken.stream()
                .map(each -> new Problem(
                        each.kind() + "/" + each.id(),
                        0,
                        0,
                        "The " + each.kind() + " '" + each.name() + "' does not fit version " + version
                                + " and was stopped: "
                                + each.problems().stream()
                                        .map(problem -> problem.pointer() + " " + problem.detail())
                                        .collect(Collectors.joining("; "))
                                + " Open it, correct it and save it, or bring the previous version back."))
                .toList();
    }

    PluginEvents.Changed event(String plugin, String version, String previous) {
        return new PluginEvents.Changed(
                plugin,
                version,
                previous,
                actions.removed(),
                names(actions),
                events.removed(),
                names(events),
                broken.stream()
                        .filter(each -> each.kind().equals("flow"))
                        .map(each -> new PluginEvents.Flow(each.id(), each.name()))
                        .toList());
    }

    private static List<String> names(Changes changes) {
        return changes.changed().stream().map(Changed::name).toList();
    }

    private static <T> Changes changes(
            List<T> before, List<T> after, Function<T, String> name, BiFunction<T, T, Differences> compare) {
        Map<String, T> former = named(before, name);
        Map<String, T> next = named(after, name);
        List<Changed> changed = new ArrayList<>();
        former.forEach((key, was) -> {
            T is = next.get(key);
            Differences differences = is == null ? Differences.NONE : compare.apply(was, is);
            if (!differences.details().isEmpty()) {
                changed.add(new Changed(key, differences.breaking(), differences.details()));
            }
        });
        return new Changes(without(next, former), without(former, next), changed);
    }

    private static <T> Map<String, T> named(List<T> all, Function<T, String> name) {
        Map<String, T> map = new TreeMap<>();
        all.forEach(each -> map.put(name.apply(each), each));
        return map;
    }

    private static List<String> without(Map<String, ?> all, Map<String, ?> others) {
        TreeSet<String> names = new TreeSet<>(all.keySet());
        names.removeAll(others.keySet());
        return List.copyOf(names);
    }
}
