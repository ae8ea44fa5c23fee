package io.dalbox.pages.internal.descriptor;

import io.dalbox.json.Nearest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that this build has what a descriptor asks for: {@code requires: [table@1]}, and {@code ui} itself. */
final class Requirements {

    /** The version of descriptors, and of all components so far. */
    static final int VERSION = 1;

    private Requirements() {}

    /** Tells whether a descriptor is for another version; everything else in it may then mean something else. */
    static boolean isOther(Tree.Branch root, Findings findings) {
        if (!(root.get("ui") instanceof Tree.Leaf ui)
                || !ui.json().isIntegralNumber()
                || ui.json().asInt(0) <= VERSION) {
            return false;
        }
        findings.fatal(
                ui.mark(),
                "this page is written for ui: " + ui.json() + ", and this Dalbox reads ui: " + VERSION
                        + ": update Dalbox, or ship the page for ui: " + VERSION);
        return true;
    }

    static void check(@Nullable Tree requires, Set<String> components, Findings findings) {
        if (!(requires instanceof Tree.Items items)) {
            return;
        }
        for (Tree item : items.values()) {
            if (item instanceof Tree.Leaf leaf && leaf.json().isString()) {
                check(leaf, components, findings);
            }
        }
    }

    private static void check(Tree.Leaf leaf, Set<String> components, Findings findings) {
        String[] wanted = leaf.json().stringValue().split("@", 2);
        if (!components.contains(wanted[0])) {
            findings.fatal(
                    leaf.mark(),
                    "this Dalbox has no component '" + wanted[0] + "'" + Nearest.hint(wanted[0], components)
                            + ": update it, or leave out the requirement and give the component a 'fallback'");
        } else if (wanted.length == 2 && Integer.parseInt(wanted[1].split("\\.", 2)[0]) > VERSION) {
            findings.fatal(
                    leaf.mark(),
                    "this Dalbox has '" + wanted[0] + "' in version " + VERSION + ", not " + wanted[1] + ": update it");
        }
    }
}
