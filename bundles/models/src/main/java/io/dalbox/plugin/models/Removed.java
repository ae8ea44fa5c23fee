package io.dalbox.plugin.models;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/**
 * A model whose file is no longer there.
 *
 * @param name of the model
 */
@EventType(name = "models.removed", description = "The file of a model was deleted, or is no longer used")
public record Removed(
        @Param(description = "The model's name") String name) {}
