/** A plugin that measures from within how soon a flow acts; built into a jar by the benchmark. */
@org.jspecify.annotations.NullMarked
package io.dalbox.bench.clock;
