package io.dalbox.plugin.hello;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/**
 * Somebody was greeted.
 *
 * @param name as given
 */
@EventType(name = "hello.greeted", description = "Somebody was greeted")
public record Greeted(
        @Param(description = "Who was greeted") String name) {}
