package io.dalbox.plugin.models;

import io.dalbox.action.Param;

/**
 * One model.
 *
 * @param name as the list has it
 */
public record Named(
        @Param(title = "Model", description = "The model's name, as the list has it", maxLength = 130)
        String name) {}
