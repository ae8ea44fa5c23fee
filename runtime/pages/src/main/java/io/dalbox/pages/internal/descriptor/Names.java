package io.dalbox.pages.internal.descriptor;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a descriptor may refer to.
 *
 * @param plugin the plugin's id
 * @param sources named sources
 * @param actions presented actions
 * @param pages ids of pages
 * @param texts keys of texts in any locale
 * @param icons icons that can be drawn; {@code null} when that is not known
 * @param components types of components that can be drawn
 */
record Names(
        String plugin,
        Set<String> sources,
        Set<String> actions,
        Set<String> pages,
        Set<String> texts,
        @Nullable Set<String> icons,
        Set<String> components) {

    static Names of(Tree.Branch root, Set<String> sharedTexts, @Nullable Set<String> icons, Set<String> components) {
        Set<String> pages = new HashSet<>();
        if (root.get("pages") instanceof Tree.Items items) {
            for (Tree page : items.values()) {
                if (page instanceof Tree.Branch branch && branch.text("id") instanceof String id) {
                    pages.add(id);
                }
            }
        }
        Set<String> texts = new HashSet<>(sharedTexts);
        if (root.get("i18n") instanceof Tree.Branch locales) {
            locales.members().values().forEach(locale -> {
                if (locale.value() instanceof Tree.Branch own) {
                    texts.addAll(own.members().keySet());
                }
            });
        }
        String plugin = root.text("id") instanceof String id ? id : "";
        return new Names(plugin, keys(root, "data"), keys(root, "actions"), pages, texts, icons, components);
    }

    /** The same with the sources that one page adds. */
    Names withSources(Set<String> more) {
        Set<String> all = new HashSet<>(sources);
        all.addAll(more);
        return new Names(plugin, all, actions, pages, texts, icons, components);
    }

    static Set<String> keys(Tree.Branch branch, String property) {
        return branch.get(property) instanceof Tree.Branch named
                ? named.members().keySet()
                : Set.of();
    }
}
