/** From checked descriptors to page models and documents. */
@NullMarked
package io.dalbox.pages.internal;

import org.jspecify.annotations.NullMarked;
