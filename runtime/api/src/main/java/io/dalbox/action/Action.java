package io.dalbox.action;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something a plugin can be asked to do that answers at once.
 *
 * <p>Register it as a Declarative Services component described by {@link ActionSpec}. The host reads the two record types
 * from the class, derives one JSON Schema from each, validates the input before {@link #call} is entered, and offers the
 * action over HTTP, in forms, flows and MCP. Called by many threads at once; keep state thread-safe.
 *
 * @param <I> a record; its components are the parameters, described by {@link Param}
 * @param <O> a record; its components are the result. {@link Void} for no result
 */
@ConsumerType
@FunctionalInterface
public interface Action<I extends Record, O> {

    /**
     * Does it.
     *
     * @param input valid by the schema of {@code I}
     * @param context who asks, and what may be used meanwhile; only valid during the call
     * @return the result
     * @throws ActionException to answer with a problem that a person can act on
     * @throws Exception anything else is logged and answered as an internal error
     */
    O call(I input, ActionContext context) throws Exception;
}
