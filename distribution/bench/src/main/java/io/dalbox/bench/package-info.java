/** Benchmarks of the shipped distribution: each prints a row per figure with its bar. */
@NullMarked
package io.dalbox.bench;

import org.jspecify.annotations.NullMarked;
