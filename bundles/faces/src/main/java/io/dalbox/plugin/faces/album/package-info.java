/** What is kept: photos, faces, people, what the owner decided, and the index of the vectors. */
@NullMarked
package io.dalbox.plugin.faces.album;

import org.jspecify.annotations.NullMarked;
