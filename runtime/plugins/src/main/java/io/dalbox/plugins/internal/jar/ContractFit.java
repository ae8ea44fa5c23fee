package io.dalbox.plugins.internal.jar;

import io.dalbox.plugin.Plugin;
import java.util.Optional;
import org.osgi.framework.Version;

/** Judges whether this runtime serves the version of the plugin contract that a plugin was built for. */
public final class ContractFit {

    private ContractFit() {}

    /**
     * Returns why it does not; empty when it does.
     *
     * @param plugin the plugin's id, for the message
     * @param text the version as it was written
     */
    public static Optional<String> objection(String plugin, String text) {
        Version contract;
        try {
            contract = Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    "The contract version '" + shorten(text) + "' of plugin " + plugin + " is not a version.");
        }
        Version ours = Version.parseVersion(Plugin.CONTRACT);
        if (contract.getMajor() == ours.getMajor() && contract.getMinor() <= ours.getMinor()) {
            return Optional.empty();
        }
        return Optional.of("Plugin " + plugin + " was built for version " + contract.getMajor() + "."
                + contract.getMinor() + " of the plugin contract, this runtime serves " + Plugin.CONTRACT
                + ". Install a version of the plugin that fits, or another version of Dalbox.");
    }

    private static String shorten(String value) {
        return value.length() <= 100 ? value : value.substring(0, 100) + "…";
    }
}
