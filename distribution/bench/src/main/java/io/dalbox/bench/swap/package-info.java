/** A plugin that is swapped: one action and one page. */
@org.jspecify.annotations.NullMarked
package io.dalbox.bench.swap;
