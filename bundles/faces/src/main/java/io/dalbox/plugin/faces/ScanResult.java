package io.dalbox.plugin.faces;

import io.dalbox.action.Param;

/**
 * What a look at photos gave.
 *
 * @param photos how many were looked at
 * @param faces how many faces they have
 * @param found how many of those were not known
 * @param unchanged how many photos were passed over
 * @param unreadable how many files cannot be read
 * @param gone how many photos are not there any more
 */
public record ScanResult(
        @Param(description = "Photos that were looked at") int photos,
        @Param(description = "Faces on them") int faces,
        @Param(description = "Faces that were not known") int found,
        @Param(description = "Photos that have not changed") int unchanged,
        @Param(description = "Files that cannot be read") int unreadable,

        @Param(description = "Photos that are not there any more")
        int gone) {}
