package io.dalbox.plugin.faces;

import io.dalbox.action.Param;

/**
 * What can be undone.
 *
 * @param decision its number, for {@code undo}
 */
public record Decided(
        @Param(description = "Its number, for undo") String decision) {

    static Decided of(long decision) {
        return new Decided(Ids.text(decision));
    }
}
