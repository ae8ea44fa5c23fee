package io.dalbox.action;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Calls actions of any live plugin by name. Plugins never import each other: names, maps and records of one's own are the
 * whole coupling. Thread-safe; calls block the calling (virtual) thread.
 */
@ProviderType
public interface ActionClient {

    /**
     * Calls an action that answers at once.
     *
     * @param plugin the plugin's id
     * @param action the action's name
     * @param input a record, or a map of JSON values by parameter name
     * @param result a record of the caller's own; result fields it does not name are ignored
     * @return the result
     * @throws ActionException if the plugin is not live, the input is invalid, or the action ends so
     */
    <O> O call(String plugin, String action, Object input, Class<O> result);

    /**
     * Starts a long action.
     *
     * @param plugin the plugin's id
     * @param action the action's name
     * @param input as JSON values by parameter name
     * @return the id of the task, which is durable when this returns
     * @throws ActionException if the plugin is not live or the input is invalid
     */
    String start(String plugin, String action, Map<String, ?> input);
}
