package io.dalbox.plugins.internal.actions;

import io.dalbox.action.ActionException;
import io.dalbox.plugin.DeclaredAccess;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * What of others a plugin may use: all, or what it declared. Its own is its own.
 *
 * @param plugin its id
 * @param declared {@code null} when it declared nothing, and is not held to anything
 */
record Reach(String plugin, @Nullable DeclaredAccess declared) {

    static Reach of(String plugin, Bundle bundle) {
        return new Reach(plugin, DeclaredAccess.of(bundle).orElse(null));
    }

    /**
     * Lets a call pass.
     *
     * @throws ActionException {@code FORBIDDEN} when it was not declared
     */
    void call(String owner, String action) {
        if (declared != null && !owner.equals(plugin) && !declared.calls(owner, action)) {
            throw new ActionException(
                    ActionException.Kind.FORBIDDEN,
                    "The plugin '" + plugin + "' does not declare that it calls '" + owner + "." + action
                            + "' (@Access actions).");
        }
    }

    /**
     * Lets a subscription pass.
     *
     * @throws BadContribution when it was not declared
     */
    void take(String type) throws BadContribution {
        if (declared != null && !type.startsWith(plugin + ".") && !declared.takes(type)) {
            throw new BadContribution(
                    "it takes events '" + type + "', which the plugin does not declare (@Access events)");
        }
    }
}
