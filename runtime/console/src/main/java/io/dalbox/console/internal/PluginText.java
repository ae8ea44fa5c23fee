package io.dalbox.console.internal;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.PluginDetail;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.Signers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plugin in full, as text. */
final class PluginText {

    /** What was done before is on the plugin's page. */
    private static final int HISTORY = 10;

    private final List<String> lines = new ArrayList<>();

    private PluginText() {}

    static PluginInfo known(Optional<PluginInfo> plugin, String id) {
        return plugin.orElseThrow(() -> new ActionException(
                ActionException.Kind.NOT_FOUND,
                "There is no plugin '" + id + "' here. 'plugins' lists those there are."));
    }

    static String of(Optional<PluginInfo> found, Optional<PluginDetail> detail, String id) {
        PluginInfo plugin = known(found, id);
        PluginText text = new PluginText();
        text.fact("plugin", plugin.name() + " " + plugin.version());
        text.fact("about", plugin.description());
        text.fact("state", plugin.state().word());
        text.fact("health", plugin.health());
        text.fact("reason", plugin.detail());
        text.fact("from", plugin.source() + " " + plugin.file());
        text.fact("previous", plugin.previous());
        text.fact("leaks", Integer.toString(plugin.leaks()));
        plugin.problems().forEach(one -> text.fact("problem", one.file() + ":" + one.line() + ": " + one.message()));
        detail.ifPresent(text::detail);
        return String.join("\n", text.lines);
    }

    private void detail(PluginDetail detail) {
        Signers.@Nullable Signature signature = detail.signature();
        if (signature != null) {
            fact("signed", signature.signers().isEmpty() ? "by nobody" : null);
            signature.signers().forEach(one -> fact("signed", by(one)));
        }
        detail.checks().stream()
                .filter(check -> check.detail() != null)
                .forEach(check -> fact("check", check.name() + " " + check.state() + ": " + check.detail()));
        detail.former().forEach(one -> fact("former", one.version() + " since " + one.since()));
        detail.history().stream()
                .limit(HISTORY)
                .forEach(one ->
                        fact("history", one.time() + " " + one.who() + ": " + one.what() + ", " + one.outcome()));
    }

    static String by(Signers.Signer signer) {
        return "by " + signer.name() + " (SHA-256 " + signer.fingerprint() + "), "
                + (signer.trusted() ? "trusted" : "not trusted");
    }

    private void fact(String label, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            lines.add("%-9s %s".formatted(label, value));
        }
    }
}
