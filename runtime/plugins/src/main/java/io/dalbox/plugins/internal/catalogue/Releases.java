package io.dalbox.plugins.internal.catalogue;

import io.dalbox.plugins.Catalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/** The versions of one plugin that the sources have, newest first; of equal ones that of the older source is first. */
final class Releases {

    /** What nobody reads to its end. */
    private static final int MOST_NOTES = 50;

    private final List<Release> releases;

    /**
     * A version of a plugin in a source.
     *
     * @param source its id
     */
    record Release(String source, Entry entry) {
        boolean sound() {
            return entry.objection().isEmpty();
        }
    }

    /**
     * The versions of a plugin.
     *
     * @param rows at least one, those of older sources first
     */
    Releases(List<Listed> rows) {
        releases = rows.stream()
                .map(row -> new Release(row.source(), row.entry()))
                .sorted(Comparator.comparing(
                                (Release release) -> release.entry().parsed())
                        .reversed())
                .toList();
    }

    /** The newest that can be installed; when there is none, the newest. */
    Release best() {
        return releases.stream().filter(Release::sound).findFirst().orElseGet(releases::getFirst);
    }

    /** The first of a version, one that can be installed before others. */
    Optional<Release> of(String version) {
        List<Release> same = releases.stream()
                .filter(release -> release.entry().version().equals(version))
                .toList();
        return same.stream()
                .filter(Release::sound)
                .findFirst()
                .or(() -> same.stream().findFirst());
    }

    /**
     * Shows the plugin.
     *
     * @param sources their names by their ids
     * @param installed the version that is installed, or {@code null}
     */
    Catalogue.Item item(Map<String, String> sources, @Nullable String installed) {
        Release best = best();
        Entry entry = best.entry();
        @Nullable Version before = parsed(installed);
        List<Catalogue.Note> news = before == null ? List.of() : notes(before, entry.parsed());
        return new Catalogue.Item(
                entry.id(),
                entry.name(),
                entry.version(),
                entry.description(),
                entry.license(),
                entry.homepage(),
                sources.getOrDefault(best.source(), ""),
                entry.size(),
                entry.sha256(),
                installed,
                before != null && best.sound() && entry.parsed().compareTo(before) > 0,
                news,
                entry.objection().orElse(null));
    }

    Catalogue.Detail detail(Map<String, String> sources, @Nullable String installed) {
        List<Catalogue.Release> all = releases.stream()
                .map(release -> new Catalogue.Release(
                        release.entry().version(),
                        sources.getOrDefault(release.source(), ""),
                        release.entry().size(),
                        release.entry().sha256(),
                        release.entry().objection().orElse(null)))
                .toList();
        return new Catalogue.Detail(
                item(sources, installed),
                all,
                notes(Version.emptyVersion, releases.getFirst().entry().parsed()));
    }

    /** What was new after a version, up to another one. The newest entry that tells of a version is believed. */
    private List<Catalogue.Note> notes(Version after, Version last) {
        List<Catalogue.Note> notes = new ArrayList<>();
        Set<Version> told = new HashSet<>();
        for (Release release : releases) {
            Set<Version> here = new HashSet<>();
            for (Catalogue.Note note : release.entry().changelog()) {
                @Nullable Version version = parsed(note.version());
                if (version != null
                        && version.compareTo(after) > 0
                        && version.compareTo(last) <= 0
                        && !told.contains(version)) {
                    here.add(version);
                    notes.add(note);
                }
            }
            told.addAll(here);
        }
        return notes.stream()
                .sorted(Comparator.comparing((Catalogue.Note note) -> Version.parseVersion(note.version()))
                        .reversed())
                .limit(MOST_NOTES)
                .toList();
    }

    private static @Nullable Version parsed(@Nullable String text) {
        try {
            return text == null ? null : Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
