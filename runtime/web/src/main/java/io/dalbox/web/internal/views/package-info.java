/** How people like to see tables. */
@NullMarked
package io.dalbox.web.internal.views;

import org.jspecify.annotations.NullMarked;
