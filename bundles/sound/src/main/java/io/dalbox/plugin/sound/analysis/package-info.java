/** What is heard in a stream of sound: voice, classes, silence, loudness. Knows nothing of actions and files. */
@NullMarked
package io.dalbox.plugin.sound.analysis;

import org.jspecify.annotations.NullMarked;
