/** Jars before anything of them runs: verified, described, kept. */
@NullMarked
package io.dalbox.plugins.internal.jar;

import org.jspecify.annotations.NullMarked;
