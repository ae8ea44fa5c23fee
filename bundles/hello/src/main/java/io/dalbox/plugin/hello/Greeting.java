package io.dalbox.plugin.hello;

import io.dalbox.action.Param;

/**
 * A greeting.
 *
 * @param message for the one greeted
 */
public record Greeting(@Param(description = "What was said") String message) {}
