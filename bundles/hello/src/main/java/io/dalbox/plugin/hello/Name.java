package io.dalbox.plugin.hello;

import io.dalbox.action.Param;

/**
 * Whom to greet.
 *
 * @param name as they like to be called
 */
public record Name(
        @Param(title = "Name", description = "Who is greeted", maxLength = 80, pattern = ".*\\S.*")
        String name) {}
