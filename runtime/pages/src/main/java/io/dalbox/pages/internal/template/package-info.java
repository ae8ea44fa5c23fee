/** Expands page descriptors that are written as templates, once, when they are loaded. */
@NullMarked
package io.dalbox.pages.internal.template;

import org.jspecify.annotations.NullMarked;
