/** A plugin of which there are many: one action, one event type and one page. */
@org.jspecify.annotations.NullMarked
package io.dalbox.bench.many;
