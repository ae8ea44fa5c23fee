package io.dalbox.plugins.internal.actions;

import io.dalbox.action.Action;
import io.dalbox.action.ActionSpec;
import io.dalbox.event.EventType;
import io.dalbox.events.EventTypes;
import io.dalbox.json.Schemas;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.ContractWatcher.Contract;
import io.dalbox.task.TaskAction;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Reads what a bundle would offer while it is resolved and nothing of it has run: its component descriptions and capabilities, and
 * the classes that they name, which are loaded but not initialised. The answer holds no class of the bundle.
 *
 * <p>What a plugin registers by its own code instead of as a component is not seen.
 */
public final class ContractReader {

    private final Schemas schemas;
    private final ActionReader actions;

    /** A reader that makes schemas as those of live plugins are made. */
    public ContractReader(Schemas schemas) {
        this.schemas = schemas;
        this.actions = new ActionReader(schemas);
    }

    /** Reads it; what would be left out of a live plugin is left out here. */
    public Contract read(String plugin, Bundle bundle) {
        return new Contract(
                actions(plugin, bundle).values().stream().toList(),
                events(plugin, bundle).values().stream().toList());
    }

    private Map<String, Actions.Description> actions(String plugin, Bundle bundle) {
        Map<String, Actions.Description> found = new TreeMap<>();
        PluginMapper mapper = new PluginMapper(); // its caches hold the bundle's classes, so it is not kept
        for (ComponentFiles.Declared component : ComponentFiles.of(bundle)) {
            if (isAction(component)) {
                try {
                    Properties spec = new Properties(component.properties()::get, ActionSpec.PREFIX_);
                    Class<?> type = bundle.loadClass(component.type());
                    Actions.Description action =
                            actions.read(plugin, spec, type, mapper).description();
                    found.putIfAbsent(action.name(), action);
                } catch (BadContribution | ClassNotFoundException | LinkageError | RuntimeException e) {
                    // Not an action that anybody could call; when it runs, its row says why.
                    continue;
                }
            }
        }
        return found;
    }

    private static boolean isAction(ComponentFiles.Declared component) {
        return component.provides().contains(Action.class.getName())
                || component.provides().contains(TaskAction.class.getName());
    }

    private Map<String, EventTypes.Type> events(String plugin, Bundle bundle) {
        Map<String, EventTypes.Type> found = new TreeMap<>();
        for (BundleCapability capability :
                bundle.adapt(BundleRevision.class).getDeclaredCapabilities(EventType.NAMESPACE)) {
            try {
                EventTypes.Type type = EventTypeReader.read(plugin, bundle, capability, schemas);
                found.put(type.name(), type);
            } catch (BadContribution e) {
                // As above.
                continue;
            }
        }
        return found;
    }
}
