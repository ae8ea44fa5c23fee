/** A plugin that tries what the whiteboard would let it do; runs inside the framework of the tests. */
@NullMarked
package io.dalbox.web.probe;

import org.jspecify.annotations.NullMarked;
