package io.dalbox.pages.internal;

import io.dalbox.pages.internal.descriptor.ActionName;
import io.dalbox.plugins.Actions;
import java.util.List;

/** Says why an action is not there. */
final class Missing {

    private Missing() {}

    static String action(Services services, ActionName name) {
        List<Actions.Description> known = services.actions().of(name.plugin());
        if (known.isEmpty()) {
            return "the plugin '" + name.plugin() + "' is not live, or offers no actions";
        }
        String names = String.join(
                ", ", known.stream().map(Actions.Description::name).sorted().toList());
        return "the plugin '" + name.plugin() + "' has no action '" + name.action() + "'; it has " + names;
    }
}
