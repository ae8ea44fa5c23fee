/** The routes below {@code /module}: what every plugin has in common, its actions and its servlets. */
@NullMarked
package io.dalbox.web.internal.module;

import org.jspecify.annotations.NullMarked;
