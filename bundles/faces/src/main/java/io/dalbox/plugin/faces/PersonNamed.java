package io.dalbox.plugin.faces;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/**
 * A person got a name.
 *
 * @param personId key of the person
 * @param name who it is
 */
@EventType(name = "faces.person.named", description = "A person got a name")
public record PersonNamed(
        @Param(description = "Key of the person") String personId,
        @Param(description = "Who it is") String name) {}
