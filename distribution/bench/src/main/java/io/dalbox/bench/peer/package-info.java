/** The plugin that is swapped, for a plain framework: a servlet at the same two addresses. */
@org.jspecify.annotations.NullMarked
package io.dalbox.bench.peer;
