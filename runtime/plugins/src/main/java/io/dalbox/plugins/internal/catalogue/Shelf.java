package io.dalbox.plugins.internal.catalogue;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.Catalogue;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.Plugins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts side by side what the sources offer and what is installed. Reads the tables each time, so it is never behind. */
final class Shelf {

    private final SourceTable table;
    private final Plugins plugins;

    Shelf(SourceTable table, Plugins plugins) {
        this.table = table;
        this.plugins = plugins;
    }

    Catalogue.Page list(Catalogue.Query query) {
        Map<String, String> sources = sources();
        List<List<Listed>> groups = query.updates() ? installed() : all();
        List<String> words =
                List.of(query.words().toLowerCase(Locale.ROOT).strip().split("\\s+"));
        List<Catalogue.Item> items = new ArrayList<>();
        int at = start(query.cursor());
        for (; at < groups.size() && items.size() < query.limit(); at++) {
            List<Listed> group = groups.get(at);
            if (group.stream().anyMatch(one -> words.stream().allMatch(one.words()::contains))) {
                Catalogue.Item item = new Releases(group)
                        .item(sources, version(group.getFirst().plugin()));
                if (!query.updates() || item.update()) {
                    items.add(item);
                }
            }
        }
        return new Catalogue.Page(items, at < groups.size() ? Integer.toString(at) : null);
    }

    Optional<Catalogue.Detail> find(String id) {
        List<Listed> group = table.entries(id);
        return group.isEmpty() ? Optional.empty() : Optional.of(new Releases(group).detail(sources(), version(id)));
    }

    /**
     * Returns the release that can be installed.
     *
     * @param version the one wanted; {@code null} for the newest
     */
    Releases.Release release(String id, @Nullable String version) {
        List<Listed> group = table.entries(id);
        if (group.isEmpty()) {
            throw new ActionException(
                    ActionException.Kind.NOT_FOUND, "No source of the catalogue has a plugin '" + id + "'.");
        }
        Releases releases = new Releases(group);
        Releases.Release release = version == null
                ? releases.best()
                : releases.of(version)
                        .orElseThrow(() -> new ActionException(
                                ActionException.Kind.NOT_FOUND,
                                "No source of the catalogue has version " + version + " of '" + id + "'."));
        release.entry().objection().ifPresent(why -> {
            throw new ActionException(
                    ActionException.Kind.INVALID,
                    release.entry().name() + " " + release.entry().version() + " cannot be installed: " + why);
        });
        return release;
    }

    /** All plugins, by name. */
    private List<List<Listed>> all() {
        Map<String, List<Listed>> groups = table.entries().stream()
                .collect(Collectors.groupingBy(Listed::plugin, LinkedHashMap::new, Collectors.toList()));
        return groups.values().stream()
                .sorted(Comparator.comparing(
                                (List<Listed> group) -> group.getFirst().words())
                        .thenComparing(group -> group.getFirst().plugin()))
                .toList();
    }

    /** Those that are installed, by name. */
    private List<List<Listed>> installed() {
        return plugins.list().stream()
                .map(row -> table.entries(row.id()))
                .filter(group -> !group.isEmpty())
                .toList();
    }

    private Map<String, String> sources() {
        return table.list().stream()
                .collect(Collectors.toMap(
                        kept -> kept.source().id(), kept -> kept.source().name()));
    }

    private @Nullable String version(String id) {
        return plugins.find(id)
                .filter(row -> row.kind().equals("plugin"))
                .map(PluginInfo::version)
                .orElse(null);
    }

    private static int start(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        try {
            return Math.max(0, Integer.parseInt(cursor));
        } catch (NumberFormatException e) {
            throw new ActionException(
                    ActionException.Kind.INVALID, "/cursor", "The cursor is not one that a list has answered with.");
        }
    }
}
