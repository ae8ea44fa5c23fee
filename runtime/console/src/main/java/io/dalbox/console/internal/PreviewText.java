package io.dalbox.console.internal;

import io.dalbox.plugins.ContractWatcher;
import io.dalbox.plugins.Plugins.Preview;
import io.dalbox.plugins.Plugins.Preview.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a jar would change, as text. */
final class PreviewText {

    private PreviewText() {}

    static String of(Preview preview) {
        List<String> lines = new ArrayList<>();
        String from = preview.running() == null ? "" : ", now " + preview.running();
        lines.add(preview.id() + " " + preview.version() + ": "
                + preview.change().name().toLowerCase(Locale.ROOT) + from);
        if (preview.reason() != null) {
            lines.add("  " + preview.reason());
        }
        lines.add("  SHA-256 " + preview.hash());
        if (preview.signature().signers().isEmpty()) {
            lines.add("  not signed");
        }
        preview.signature().signers().forEach(signer -> lines.add("  signed " + PluginText.by(signer)));
        changes(lines, "action", preview.actions());
        changes(lines, "event", preview.events());
        changes(lines, "setting", preview.settings());
        changes(lines, "page", preview.pages());
        preview.flows().stream()
                .map(ContractWatcher.Affected::name)
                .forEach(flow -> lines.add("  stops the flow " + flow));
        preview.refreshed().forEach(bundle -> lines.add("  restarts " + bundle));
        preview.problems().forEach(problem -> lines.add("  " + problem.file() + ": " + problem.message()));
        return String.join("\n", lines);
    }

    private static void changes(List<String> lines, String kind, Changes changes) {
        changes.added().forEach(name -> lines.add("  + " + kind + " " + name));
        changes.removed().forEach(name -> lines.add("  - " + kind + " " + name));
        changes.changed()
                .forEach(one -> lines.add("  ~ " + kind + " " + one.name() + (one.breaking() ? ", breaking" : "")));
    }
}
